"""Which few of a family's contributions become reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.explain.sentences import MATERIAL, Direction, sentence, subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from csps.contracts.feature import Feature

    Reals = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]
    Flags = npt.NDArray[np.bool_]

MOST = 5  # reasons: more are not read
MOST_LOWERING = 2  # where something raises the score


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the features together say about each subject.

    Args:
        added: log-odds, shape (families, subjects).
        leading: place of the feature that added most in the same direction, shape (families, subjects).
    """

    added: Reals
    leading: Places


def reasons_of(features: Sequence[Feature], values: npt.NDArray[np.float32], contributions: Reals) -> pd.DataFrame:
    """Choose and word the reasons of every family.

    Raising reasons come first, the strongest first; then lowering ones. A subject is named once, by the feature that
    moved it most. Where anything material lowers the score, at least one such reason is given, so that a list of
    concerns does not stand alone. A family with nothing material has one reason, in the smallest words.

    Args:
        features: in the order of the columns.
        values: shape (families, features); NaN where not known.
        contributions: log-odds in the same shape.

    Returns:
        row (place of the family), place (1 for the first), feature, topic, direction, contribution, sentence.
    """
    subjects = _gathered(features, contributions)
    chosen = _chosen(subjects.added)
    rows, ranks = np.nonzero(chosen >= 0)
    subject = chosen[rows, ranks]
    feature = subjects.leading[rows, subject]
    added = subjects.added[rows, subject]
    return pd.DataFrame(
        {
            "row": rows,
            "place": ranks + 1,
            "feature": [features[place].name for place in feature],
            "topic": [features[place].topic for place in feature],
            "direction": np.where(added > 0, Direction.RAISES.value, Direction.LOWERS.value),
            "contribution": added,
            "sentence": _sentences(features, feature, values[rows, feature], added),
        }
    )


def _gathered(features: Sequence[Feature], contributions: Reals) -> Subjects:
    subjects: dict[tuple[str, str], list[int]] = {}
    for place, feature in enumerate(features):
        subjects.setdefault(subject_of(feature), []).append(place)
    added = np.empty((len(contributions), len(subjects)))
    leading = np.empty((len(contributions), len(subjects)), dtype=np.intp)
    for number, places in enumerate(subjects.values()):
        theirs = contributions[:, places]
        added[:, number] = theirs.sum(axis=1)
        leading[:, number] = np.array(places)[(theirs * np.sign(added[:, number, None])).argmax(axis=1)]
    return Subjects(added, leading)


def _chosen(added: Reals) -> Places:
    """Give the subjects of each family's reasons in order, -1 where there are no more; shape (families, MOST)."""
    raising, lowering = (added >= MATERIAL).sum(axis=1), (added <= -MATERIAL).sum(axis=1)
    raised = np.minimum(raising, MOST - (lowering > 0))
    lowered = np.minimum(lowering, np.where(raised > 0, np.minimum(MOST_LOWERING, MOST - raised), MOST))
    strongest = np.argsort(-added, axis=1, kind="stable")[:, :MOST]
    weakest = np.argsort(added, axis=1, kind="stable")[:, :MOST]
    chosen = np.full((len(added), MOST), -1, dtype=np.intp)
    rows = np.arange(len(added))
    for place in range(min(MOST, added.shape[1])):
        chosen[raised > place, place] = strongest[raised > place, place]
        below = np.flatnonzero((lowered > place) & (raised + place < MOST))
        chosen[below, raised[below] + place] = weakest[below, place]
    nothing = raised + lowered == 0
    chosen[nothing, 0] = np.abs(added).argmax(axis=1)[rows[nothing]]
    return chosen


def _sentences(
    features: Sequence[Feature], feature: Places, values: npt.NDArray[np.float32], added: Reals
) -> list[str]:
    return [
        sentence(features[place], None if np.isnan(value) else float(value), contribution)
        for place, value, contribution in zip(feature.tolist(), values.tolist(), added.tolist(), strict=True)
    ]
