"""How well one column, or many together, tell an outcome: areas under the curve that are not flattered by fitting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata
from sklearn.preprocessing import StandardScaler

from csps.modelling.logistic import logistic

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.modelling.leakage.rows import Rows

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

BINS = 24
PRIOR = 4.0  # rows of the mean rate that every bin is mixed with
SURE = 4.0  # standard errors: one honest column in thirty thousand lies further out
MOST_ROWS = 6_000  # to learn from when many columns are put together
RARE = 0.02  # a column that is the same in all but so many rows is as good as constant


@dataclass(frozen=True, slots=True)
class Power:
    """An area under the curve, 0.5 where nothing is told.

    Args:
        area: the estimate.
        error: its standard error, rows of one group counted once.
    """

    area: float
    error: float

    @property
    def least(self) -> float:
        """What the area is at least, nearly surely."""
        return self.area - SURE * self.error

    @property
    def most(self) -> float:
        """What the area is at most, nearly surely."""
        return self.area + SURE * self.error


def area_under(score: Reals, outcome: Flags) -> float:
    """Give the area under the curve, ties counting half; 0.5 where all or none have the outcome.

    >>> area_under(np.array([1.0, 2.0, 3.0]), np.array([False, False, True]))
    1.0
    """
    many = int(outcome.sum())
    others = len(outcome) - many
    if not many or not others:
        return 0.5
    ranks = rankdata(score)
    return float((ranks[outcome].sum() - many * (many + 1) / 2) / (many * others))


def power_of(score: Reals, outcome: Flags, rows: Rows, kept: Flags | None = None) -> Power:
    """Measure a score.

    The standard error is Hanley and McNeil's (1982), with as many outcomes as there are groups that have one.
    """
    kept = np.ones(len(outcome), dtype=bool) if kept is None else kept
    area = area_under(score[kept], outcome[kept])
    with_it = max(1, len(np.unique(rows.group[kept & outcome])))
    without = max(1, len(np.unique(rows.group[kept & ~outcome])))
    either = min(max(area, 1 - area), 1 - 1 / (2 * with_it + 2))
    one, two = either / (2 - either), 2 * either**2 / (1 + either)
    spread = either * (1 - either) + (with_it - 1) * (one - either**2) + (without - 1) * (two - either**2)
    return Power(area, float(np.sqrt(max(spread, 0.0) / (with_it * without))))


def as_learnt(values: Reals, outcome: Flags, half: Flags, kept: Flags | None = None) -> Reals:
    """Give each row the rate that the other half of the groups shows where the column has such a value.

    Whatever the column's shape, and with emptiness as a value of its own; learnt on one half and told on the other, so
    that a column which says nothing gets 0.5 and not more.
    """
    told = np.zeros(len(values))
    kept = np.ones(len(values), dtype=bool) if kept is None else kept
    place = bins_of(values)
    number = int(place.max()) + 1
    for learn in (half, ~half):
        here = learn & kept
        mean = outcome[here].mean() if here.any() else 0.0
        many = np.bincount(place[here], minlength=number)
        happened = np.bincount(place[here], outcome[here], minlength=number)
        told[~learn] = ((happened + PRIOR * mean) / (many + PRIOR))[place[~learn]]
    return told


def bins_of(values: Reals) -> npt.NDArray[np.int64]:
    """Give every value a bin: its own where there are few values, a share of the ranks where there are many."""
    empty = np.isnan(values)
    place = np.zeros(len(values), dtype=np.int64)
    known = values[~empty]
    if len(known):
        cuts = np.unique(np.quantile(known, np.linspace(0, 1, BINS + 1)))
        some = np.unique(known)
        place[~empty] = 1 + np.searchsorted(some if len(some) <= BINS else cuts, known, side="left")
    return place


def log_odds(rates: Reals) -> Reals:
    """Give the log-odds of learnt rates."""
    held = np.clip(rates, 1e-6, 1 - 1e-6)
    odds: Reals = np.log(held) - np.log1p(-held)
    return odds


def in_ranks(matrix: Reals) -> Reals:
    """Give every column as ranks around nought, and which of its values are empty: what needs no outcome to be learnt."""
    empty = np.isnan(matrix)
    ranks = np.column_stack([rankdata(values, nan_policy="omit") for values in matrix.T]) / max(1, len(matrix)) - 0.5
    return np.hstack([np.where(empty, 0.0, ranks), empty[:, empty.any(axis=0)].astype(np.float64)])


def together(columns: Reals, outcome: Flags, rows: Rows, kept: Flags | None = None) -> Reals:
    """Give what many columns tell together: a logistic model of them, each half told by what the other taught.

    Args:
        columns: (rows, columns) without gaps; none at all tell nothing.
        outcome: what is to be told.
        rows: whose halves are kept apart.
        kept: rows to learn from.
    """
    kept = np.ones(len(outcome), dtype=bool) if kept is None else kept
    told = np.zeros(len(outcome))
    if not columns.shape[1]:
        return told
    for learn in (rows.half, ~rows.half):
        here = _some(np.flatnonzero(learn & kept), outcome)
        if len(np.unique(outcome[here])) < 2:
            continue
        scale = StandardScaler().fit(columns[here])
        model = logistic(scale.transform(columns[here]), outcome[here], strength=0.05, most_steps=30)
        told[~learn] = model.decision_function(scale.transform(columns[~learn]))
    return told


def _some(places: npt.NDArray[np.intp], outcome: Flags) -> npt.NDArray[np.intp]:
    """Keep every row with the outcome and at most MOST_ROWS without, by a lot that is the same every time."""
    without = places[~outcome[places]]
    if len(without) > MOST_ROWS:
        without = np.sort(np.random.default_rng(2).choice(without, MOST_ROWS, replace=False))
    with_it = places[outcome[places]]
    if len(with_it) > MOST_ROWS:
        with_it = np.sort(np.random.default_rng(3).choice(with_it, MOST_ROWS, replace=False))
    return np.concatenate([with_it, without])
