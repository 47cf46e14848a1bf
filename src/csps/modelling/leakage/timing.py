"""Does a column tell when it will happen? What looks a few weeks ahead tells those weeks best, and later ones hardly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from csps.modelling.leakage.leak import Check, Leak
from csps.modelling.leakage.strength import Strengths, too_good

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from csps.modelling.leakage.rows import Rows

    Reals = npt.NDArray[np.float64]

SHARES = (1 / 12, 1 / 4, 1 / 2)  # of the horizon, from either end
FEWEST = 20  # groups with an outcome in a part of the horizon
# Rank correlation with the days until it happens that a column may have whatever the others say. An enquiry leads to an
# assessment within weeks: on 300,000 residents the weeks since one go with the days until eligibility by 0.52.
HONEST_TREND = 0.6
# Groups in which a column is known: of fewer nobody can tell. In 41 families of a town of 40,000 the weeks since an enquiry went with
# the days until maltreatment by 0.81.
FEWEST_KNOWN = 4 * FEWEST
OUTLYING = 6.0  # times the spread of the other columns' correlations


def timely(rows: Rows) -> Iterator[Leak]:
    """Find columns too good for outcomes of one end of the horizon, and those that go with the days until it happens."""
    assert rows.event_day is not None, "asked only where days are known"
    found: set[str] = set()
    for leak in (*_by_part(rows), *_by_day(rows)):
        if leak.column not in found:
            found.add(leak.column)
            yield leak


def _by_part(rows: Rows) -> Iterator[Leak]:
    assert rows.event_day is not None
    horizon = np.nanmax(rows.event_day)
    for share in SHARES:
        for when, part in (
            ("soon after the date", rows.event_day <= share * horizon),
            ("at the end of the horizon", rows.event_day >= (1 - share) * horizon),
        ):
            happened = rows.outcome & part
            if rows.groups_with(happened) < FEWEST:
                continue
            kept = happened | ~rows.outcome
            strengths = Strengths.of(rows, rows.matrix, happened, kept)
            for place, area, bound in too_good(rows, strengths, happened, kept):
                yield Leak(
                    check=Check.TIMING,
                    column=rows.names[place],
                    figure=area,
                    bound=bound,
                    words=f"for what happened {when} it reaches {area:.2f}, all weaker columns together {bound:.2f} at most",
                )


def _by_day(rows: Rows) -> Iterator[Leak]:
    assert rows.event_day is not None
    chosen = _one_of_each_group(rows)
    if len(chosen) < 2 * FEWEST:
        return
    days = rows.event_day[chosen]
    trends = np.array([_rank_correlation(values[chosen], days) for values in rows.matrix.T])
    asked = np.abs(trends[~np.isnan(trends)])
    if not len(asked):
        return
    middle = np.median(asked)
    spread = 1.4826 * np.median(np.abs(asked - middle))
    bound = max(HONEST_TREND, middle + OUTLYING * spread)
    for place in np.flatnonzero(np.abs(trends) > bound):
        yield Leak(
            check=Check.TIMING,
            column=rows.names[place],
            figure=float(trends[place]),
            bound=float(bound),
            words=f"among outcomes it goes with the days until they happen (rank correlation {trends[place]:.2f})",
        )


def _one_of_each_group(rows: Rows) -> npt.NDArray[np.intp]:
    """Give the first row with an outcome of every group: the same event is not counted once a quarter."""
    assert rows.event_day is not None
    with_day = np.flatnonzero(rows.outcome & ~np.isnan(rows.event_day))
    _, first = np.unique(rows.group[with_day], return_index=True)
    return with_day[first]


def _rank_correlation(values: Reals, days: Reals) -> float:
    known = ~np.isnan(values)
    if known.sum() < FEWEST_KNOWN or np.ptp(values[known]) == 0 or np.ptp(days[known]) == 0:
        return np.nan
    return float(np.corrcoef(rankdata(values[known]), rankdata(days[known]))[0, 1])
