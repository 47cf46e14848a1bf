"""The simple rule: a count anybody could do by hand, which a model must beat to be worth its trouble.

**Points for recent concerns** (models of harm). For each agency:

    1 point   if it recorded a concern about the family in the last 12 months,
    1 point   more if it did so in the last 3 months.

A concern is a count of things that was expected to raise the risk before any data was seen (`Feature.expected`), in an
agency's own register, where "nothing recorded" means nothing. The family's make-up gives no points.

**Needs met** (models of the programme's threshold). One point per headline or outcome of the rule set that the family
meets on the date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.feature import Expected, Missing
from csps.settings.model_spec import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt
    import pandas as pd

    from csps.contracts.feature import Feature
    from csps.settings import ModelSpec

NEEDS_MET = "needs_met"
NOT_AN_AGENCY = "family"  # the topic of the family's make-up
RECENT_WEEKS = (52, 13)  # a point for each


def counts_needs(spec: ModelSpec) -> bool:
    """Say whether a model's rule counts needs met rather than recent concerns."""
    return Event.THRESHOLD_MET in spec.outcome.events


def points(frame: pd.DataFrame, spec: ModelSpec, features: Sequence[Feature]) -> npt.NDArray[np.float64]:
    """Give each family's points; what is not known gives none.

    Args:
        frame: one row per family and date, with the features, and `needs_met` where the rule counts needs.
        spec: the model.
        features: those the model may see.
    """
    if counts_needs(spec):
        return np.asarray(frame[NEEDS_MET], dtype=np.float64)
    total = np.zeros(len(frame))
    for concerns in _point_givers(features):
        total += (frame[list(concerns)] > 0).any(axis=1).to_numpy()
    return total


def _point_givers(features: Sequence[Feature]) -> Iterator[tuple[str, ...]]:
    """Yield, for each agency and window, the features any of which gives the point."""
    agencies = dict.fromkeys(feature.topic for feature in features if feature.topic != NOT_AN_AGENCY)
    for agency in agencies:
        for weeks in RECENT_WEEKS:
            names = tuple(each.name for each in features if each.topic == agency and _is_concern(each, weeks))
            if names:
                yield names


def _is_concern(feature: Feature, weeks: int) -> bool:
    return (
        feature.expected is Expected.RAISES
        and feature.missing is Missing.NOTHING_HAPPENED
        and feature.window_weeks is not None
        and feature.window_weeks <= weeks
    )
