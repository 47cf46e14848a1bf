"""What a score is called when people read it: its band, "of 100 families scored like this", and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.settings.bands import Bands

    Reals = npt.NDArray[np.float64]

MOST_OF_100 = 99
"""No score says that something will happen to every family like this one."""


def bands_of(scores: Reals, bands: Bands) -> npt.NDArray[np.object_]:
    """Give the name of each score's band; a higher score never has a lower band. The same as `Bands.name_of`, for many.

    Args:
        scores: probabilities from 0 to 1.
        bands: the council's.
    """
    starts = np.array([band.from_score for band in bands.levels])
    names = np.array([band.name for band in bands.levels], dtype=object)
    return names[np.searchsorted(starts, scores, side="right") - 1]


def of_100(scores: Reals) -> npt.NDArray[np.int64]:
    """Give, of 100 families scored like this, to about how many it happens: rounded, halves up, never 100.

    >>> of_100(np.array([0.004, 0.005, 0.125, 0.999])).tolist()
    [0, 1, 13, 99]
    """
    return np.minimum(np.floor(scores * 100 + 0.5), MOST_OF_100).astype(np.int64)


def places_of(scores: Reals) -> npt.NDArray[np.int64]:
    """Give each score's place, 1 for the highest; of equal scores the first given comes first.

    >>> places_of(np.array([0.1, 0.3, 0.1])).tolist()
    [2, 1, 3]
    """
    places = np.empty(len(scores), dtype=np.int64)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return places
