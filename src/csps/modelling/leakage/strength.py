"""Is one column too good to be true, or does it tell the outcome and nothing else?

The bound is learnt from the other columns: an honest column is seldom better than all weaker columns put together, since
what makes a family likely to meet harm leaves traces in more than one place. A fixed floor keeps small matrices quiet:
no single column that we know of ranks families above it.

An echo is weaker than that, and betrayed by what it does not tell. Among families to whom nothing happened an honest
column still goes with other columns; a copy of the outcome with noise goes with none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.modelling.leakage.leak import Check, Leak
from csps.modelling.leakage.power import RARE, SURE, Power, as_learnt, in_ranks, log_odds, power_of, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from csps.modelling.leakage.rows import Rows

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

HONEST = 0.80
"""Area under the curve that a single honest column may have whatever the others say: nothing that agencies record about
a family is known to rank families better (best single column of the synthetic borough 0.72, of published models less)."""
AT_LEAST = 0.55  # an echo tells the outcome at least this well
TOLD_BY_OTHERS = 0.60  # how well the others must tell the outcome before their silence about a column means anything
HIGH = 0.75  # the share of rows where nothing happened that a column does not stand high in
SILENT = 0.55  # how well the others may tell an echo
MOST_OTHERS = 60  # strongest other columns that are put together
APART, CLEARLY = 0.25, 4.0
"""Where one other column alone stands so many standard deviations apart between rows in which a column is high and rows in
which it is not (an area of 0.57), and so many standard errors of that beyond doubt, the column is no echo."""


@dataclass(frozen=True)
class Strengths:
    """What each column tells.

    Args:
        rates: learnt rates (rows, columns).
        powers: one per column.
    """

    rates: Reals
    powers: tuple[Power, ...]

    @classmethod
    def of(cls, rows: Rows, matrix: Reals, outcome: Flags, kept: Flags | None = None) -> Strengths:
        """Measure every column of a matrix."""
        rates = np.column_stack([as_learnt(values, outcome, rows.half, kept) for values in matrix.T])
        return cls(rates, tuple(power_of(rate, outcome, rows, kept) for rate in rates.T))

    def weaker(self, column: int, left_out: set[int]) -> list[int]:
        """Give the columns that tell less than one, the strongest first, some left out."""
        area = self.powers[column].area
        others = [place for place, power in enumerate(self.powers) if power.area <= area and place != column]
        others = [place for place in others if place not in left_out]
        return sorted(others, key=lambda place: -self.powers[place].area)[:MOST_OTHERS]


def too_good(
    rows: Rows, strengths: Strengths, outcome: Flags, kept: Flags | None = None
) -> Iterator[tuple[int, float, float]]:
    """Yield columns that tell an outcome better than all weaker ones together: place, area, bound.

    A second leak would hide behind a first: what was found is left out, and the rest looked at again.
    """
    found: set[int] = set()
    strong = [place for place, power in enumerate(strengths.powers) if power.least > HONEST]
    strong.sort(key=lambda place: strengths.powers[place].area)  # the weakest of the strong first
    for place in strong:
        power = strengths.powers[place]
        others = strengths.weaker(place, found)
        joint = power_of(together(log_odds(strengths.rates[:, others]), outcome, rows, kept), outcome, rows, kept)
        bound = max(HONEST, joint.area + SURE * joint.error / 2)
        if power.area - SURE * power.error / 2 > bound:
            found.add(place)
            yield place, power.area, bound


def strong_columns(rows: Rows, strengths: Strengths) -> Iterator[Leak]:
    """Find columns that are too good to be true."""
    for place, area, bound in too_good(rows, strengths, rows.outcome):
        yield Leak(
            check=Check.TOO_GOOD,
            column=rows.names[place],
            figure=area,
            bound=bound,
            words=f"alone it ranks families with an area of {area:.2f}; all weaker columns together reach {bound:.2f} at most",
        )


def echoes(rows: Rows, strengths: Strengths, matrix: Reals, check: Check) -> Iterator[Leak]:
    """Find columns that tell the outcome while no other column tells anything of them.

    Args:
        rows: the rows.
        strengths: of the columns of `matrix`.
        matrix: the columns themselves, or whether each is empty.
        check: what a finding is called.
    """
    suspects = [
        place for place, power in enumerate(strengths.powers) if power.least > AT_LEAST and _varies(matrix[:, place])
    ]
    if not suspects:
        return
    quiet = ~rows.outcome
    ranked = Ranked.of_matrix(matrix, quiet)
    for place in suspects:
        high = _high_in(rows, matrix[:, place], quiet)
        if ranked.one_tells(high, place):
            continue
        others = [other for other in range(matrix.shape[1]) if other != place]
        if not _others_tell(rows, strengths, others):
            continue
        area = power_of(together(ranked.without(place), high, rows, quiet), high, rows, quiet)
        if area.area + SURE / 2 * area.error < SILENT:
            power = strengths.powers[place]
            yield Leak(
                check=check,
                column=rows.names[place],
                figure=power.area,
                bound=SILENT,
                words=f"it ranks families with an area of {power.area:.2f}, and the other columns tell nothing of it "
                f"({area.area:.2f}) where nothing happened",
            )


def _varies(values: Reals) -> bool:
    _, counts = np.unique(np.nan_to_num(values, nan=-9.75e9), return_counts=True)
    return bool(counts.max() <= (1 - RARE / 10) * len(values))


def _others_tell(rows: Rows, strengths: Strengths, others: list[int]) -> bool:
    strongest = sorted(others, key=lambda place: -strengths.powers[place].area)[:MOST_OTHERS]
    joint = power_of(together(log_odds(strengths.rates[:, strongest]), rows.outcome, rows), rows.outcome, rows)
    return joint.area - SURE / 2 * joint.error > TOLD_BY_OTHERS


def _high_in(rows: Rows, values: Reals, quiet: Flags) -> Flags:
    """Say in which rows a column stands high for an outcome, as the rows where nothing happened have it."""
    rate = as_learnt(values, rows.outcome, rows.half)
    high = np.zeros(len(rate), dtype=bool)
    for half in (rows.half, ~rows.half):  # each half has learnt rates of its own
        cut = np.quantile(rate[quiet & half], HIGH)
        above = rate > cut
        high |= half & (above if (above & quiet & half).any() else rate >= cut)
    return high


@dataclass(frozen=True)
class Ranked:
    """A matrix in ranks, made once for all its columns.

    Args:
        ranks: as `power.in_ranks` gives them.
        of: the column of the matrix that each is about.
        quiet: rows where nothing happened.
        spread: standard deviation of each among those.
    """

    ranks: Reals
    of: npt.NDArray[np.intp]
    quiet: Flags
    spread: Reals

    @classmethod
    def of_matrix(cls, matrix: Reals, quiet: Flags) -> Ranked:
        """Rank a matrix."""
        columns, ranks = np.arange(matrix.shape[1]), in_ranks(matrix)
        spread = ranks[quiet].std(axis=0)
        of = np.concatenate((columns, columns[np.isnan(matrix).any(axis=0)]))
        return cls(ranks, of, quiet, np.where(spread > 0, spread, np.inf))

    def without(self, place: int) -> Reals:
        """Give the ranks of all columns but one."""
        return self.ranks[:, self.of != place]

    def one_tells(self, high: Flags, place: int) -> bool:
        """Say whether one other column alone tells, beyond doubt, which rows are high among the quiet ones."""
        here, there = high & self.quiet, ~high & self.quiet
        if not here.any() or not there.any():
            return False
        apart = np.abs(self._means(here) - self._means(there)) / self.spread
        doubt = CLEARLY * np.sqrt(1 / here.sum() + 1 / there.sum())
        return bool((apart[self.of != place] - doubt > APART).any())

    def _means(self, rows: Flags) -> Reals:
        means: Reals = rows.astype(np.float64) @ self.ranks / rows.sum()
        return means
