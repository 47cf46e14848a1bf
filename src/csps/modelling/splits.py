"""How settings are tried out: on families the trial has not seen, later than those it has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from csps.domain.errors import UsageError
from csps.riskmodel import Split

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.modelling.observations import Observations

LATER_SHARE = 4  # the last quarter of the dates judges


def refuse_overlap(training: Sequence[date], test: date, horizon_weeks: int) -> None:
    """Refuse training dates whose outcome was not complete when the test date came.

    Raises:
        UsageError: there is no training date, or one lies too late.

    >>> from datetime import date
    >>> refuse_overlap([date(2024, 11, 18)], date(2025, 11, 17), 52)
    >>> refuse_overlap([date(2025, 2, 17)], date(2025, 11, 17), 52)
    Traceback (most recent call last):
    csps.domain.errors.UsageError: 1 of 1 training dates have outcomes that reach beyond the test date 2025-11-17: the last is 2025-02-17 and the horizon 52 weeks. Nothing was changed. Leave them out, or test on a later date.
    """
    if not training:
        raise UsageError("There is no date to learn from.", next_step="Take in a longer history.")
    late = [day for day in training if day + timedelta(weeks=horizon_weeks) > test]
    if late:
        raise UsageError(
            f"{len(late)} of {len(training)} training dates have outcomes that reach beyond the test date "
            f"{test.isoformat()}: the last is {max(late).isoformat()} and the horizon {horizon_weeks} weeks.",
            next_step="Leave them out, or test on a later date.",
        )


def splits_of(observations: Observations, horizon_weeks: int) -> tuple[Split, ...]:
    """Give one split per fold: other families learn, on dates whose outcome was complete before those that judge.

    Where the history is too short to keep dates apart, families alone are kept apart.

    Args:
        observations: the training rows.
        horizon_weeks: of the outcome.
    """
    day = observations.frame["as_of"].to_numpy()
    dates = np.unique(day)
    first_judged = dates[len(dates) - max(1, len(dates) // LATER_SHARE)]
    later = day >= first_judged
    earlier = day <= first_judged - timedelta(weeks=horizon_weeks)
    if not _both(observations, earlier):
        later = earlier = np.ones(len(day), dtype=np.bool_)
    fold = observations.fold
    splits = (
        Split(np.flatnonzero(earlier & (fold != number)), np.flatnonzero(later & (fold == number)))
        for number in np.unique(fold)
    )
    return tuple(split for split in splits if len(split.judge) and observations.outcome[split.learn].any())


def _both(observations: Observations, rows: np.ndarray) -> bool:
    happened = observations.outcome[rows]
    return bool(happened.any() and not happened.all())
