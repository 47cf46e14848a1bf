"""Does a column tell when it will happen? What looks a few weeks ahead tells those weeks best, and later ones hardly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from csps.modelling.leakage.leak import Check, Leak
from csps.modelling.leakage.power import SURE
from csps.modelling.leakage.strength import Strengths, too_good

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from csps.modelling.leakage.rows import Rows

    Reals = npt.NDArray[np.float64]

SHARES = (1 / 12, 1 / 4, 1 / 2)  # of the horizon, from either end
FEWEST = 20  # groups with an outcome in a part of the horizon
# Rank correlation with the days until it happens that a column may have whatever the others say. An enquiry leads to an
# assessment within weeks: on 300,000 residents the weeks since one go with the days until eligibility by 0.52. Of few rows an
# honest column shows more than that by luck: of some fifty outcomes of 40,000 residents the weeks since an enquiry showed 0.81.
HONEST_TREND = 0.6
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
    known = (~np.isnan(rows.matrix[chosen])).sum(axis=0)
    middle = np.median(np.abs(trends))
    spread = 1.4826 * np.median(np.abs(np.abs(trends) - middle))
    bounds = _shown_by(max(HONEST_TREND, middle + OUTLYING * spread), known)
    for place in np.flatnonzero(np.abs(trends) > bounds):
        yield Leak(
            check=Check.TIMING,
            column=rows.names[place],
            figure=float(trends[place]),
            bound=float(bounds[place]),
            words=f"among outcomes it goes with the days until they happen (rank correlation {trends[place]:.2f})",
        )


def _shown_by(trend: float, known: npt.NDArray[np.intp]) -> Reals:
    """Give the most that a column with such a rank correlation shows among so many rows (Fisher's z, `SURE` standard errors)."""
    shown: Reals = np.tanh(np.arctanh(min(trend, 0.99)) + SURE / np.sqrt(np.maximum(known - 3, 1)))
    return shown


def _one_of_each_group(rows: Rows) -> npt.NDArray[np.intp]:
    """Give the first row with an outcome of every group: the same event is not counted once a quarter."""
    assert rows.event_day is not None
    with_day = np.flatnonzero(rows.outcome & ~np.isnan(rows.event_day))
    _, first = np.unique(rows.group[with_day], return_index=True)
    return with_day[first]


def _rank_correlation(values: Reals, days: Reals) -> float:
    known = ~np.isnan(values)
    if known.sum() < 2 * FEWEST or np.ptp(values[known]) == 0 or np.ptp(days[known]) == 0:
        return 0.0
    return float(np.corrcoef(rankdata(values[known]), rankdata(days[known]))[0, 1])
