"""Was a column made from the outcome? A copy, its mean by some category, an earlier outcome, or a value of a later date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.modelling.leakage.leak import Check, Leak

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from csps.modelling.leakage.rows import Rows

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]

NEARLY_ALL = 0.98  # of the outcomes, and of the values that go with them
FEWEST_CELLS, FEWEST_IN_CELL = 8, 5
MOST = 0.9  # of the groups of rows; two categories may happen to have one value
CLOSE = 2e-3  # as a share of how far the values are spread
HEAVIEST = 10_000  # rows of the mean rate that a category may be mixed with
FEWEST_CHANGES = 20


def copies(rows: Rows) -> Iterator[Leak]:
    """Find columns of which some values go with the outcome, and nearly all of it, and hardly with anything else."""
    for place, name in enumerate(rows.names):
        values, many, happened = _cells(rows.matrix[:, place], rows.outcome)
        pure = happened >= NEARLY_ALL * many
        if len(values) > 1 and happened[pure].sum() >= NEARLY_ALL * happened.sum() and _repeats(many[pure]):
            words = f"{happened[pure].sum()} of {happened.sum()} outcomes are told by {pure.sum()} of its values"
            yield Leak(
                check=Check.SAME_AS_OUTCOME,
                column=name,
                figure=float(happened[pure].sum() / happened.sum()),
                bound=NEARLY_ALL,
                words=words,
            )


def _repeats(many: Places) -> bool:
    """Whether values come more than once: of numbers that are all different each goes with one row only."""
    return bool(many.sum() >= 3 * len(many))


def means(rows: Rows) -> Iterator[Leak]:
    """Find columns whose values are the outcome's own mean among the rows that have them, mixed with its rate or not.

    Left out of the mean is at most the row itself: then the rows of a category have two values, the lower one where it
    happened.
    """
    for place, name in enumerate(rows.names):
        values, many, happened = _cells(rows.matrix[:, place], rows.outcome)
        large = (many >= FEWEST_IN_CELL) & ~np.isnan(values)
        if large.sum() < FEWEST_CELLS:
            continue
        words = _mean_in_words(values[large], many[large], happened[large], rows)
        if words:
            yield Leak(check=Check.ENCODED, column=name, figure=float(large.sum()), bound=0.0, words=words)


def _mean_in_words(values: Reals, many: Places, happened: Places, rows: Rows) -> str:
    rates = happened / many
    if np.ptp(rates) > 0 and np.ptp(values) > 0 and _is_mixture(values, many, happened, rows.outcome.mean()):
        return f"in {len(values)} groups of rows it is the share of outcomes among them"
    # Without the row itself: (all - 1) / (many - 1) where it happened, all / (many - 1) where not.
    all_with, none_with = happened == many, happened == 0
    if all_with.sum() >= FEWEST_CELLS // 2 and (all_with | none_with).mean() > MOST:
        return f"{all_with.sum()} of its values go with the outcome alone and {none_with.sum()} with none"
    return ""


def _is_mixture(values: Reals, many: Places, happened: Places, mean: float) -> bool:
    """Whether the values are (happened + weight x mean) / (many + weight) for one weight, over all groups of rows."""
    for shown in (values, values / max(np.abs(values).max(), 1e-12)):
        apart = shown - mean
        weights = np.divide(happened - many * shown, apart, out=np.full(len(shown), np.nan), where=np.abs(apart) > 1e-9)
        weight = max(0.0, float(np.nanmedian(weights))) if not np.isnan(weights).all() else 0.0
        expected = (happened + weight * mean) / (many + weight)
        right = np.abs(expected - shown) < CLOSE * np.ptp(shown)
        if right.mean() > MOST and weight < HEAVIEST:
            return True
    return False


def _cells(values: Reals, outcome: Flags) -> tuple[Reals, Places, Places]:
    """Give each value once, how many rows have it, and to how many of them it happened."""
    cells, place = np.unique(values, return_inverse=True)
    return cells, np.bincount(place), np.bincount(place, outcome).astype(np.int64)


# --- over dates -------------------------------------------------------------------------------------------------------
def later_values(rows: Rows) -> Iterator[Leak]:
    """Find columns that hold what another column, or the column's own next date, will hold; and earlier outcomes."""
    before, after = _followed(rows)
    if len(before) < FEWEST_CHANGES:
        return
    later = {_print(column[after]): rows.names[place] for place, column in enumerate(rows.matrix.T)}
    was = rows.outcome.astype(np.float64)
    for place, name in enumerate(rows.names):
        values = rows.matrix[:, place]
        if _changes(values[before], values[after]) < FEWEST_CHANGES:
            continue
        other = later.get(_print(values[before]))
        if other is not None and other != name:
            words = f"on every date it is what {other} is on the family's next date"
            yield Leak(check=Check.LATER_VALUE, column=name, figure=1.0, bound=0.0, words=words)
        if _print(values[after]) == _print(was[before]):
            words = "it is the outcome of the family's date before, whose horizon reaches beyond this one"
            yield Leak(check=Check.EARLIER_OUTCOME, column=name, figure=1.0, bound=0.0, words=words)


def _followed(rows: Rows) -> tuple[Places, Places]:
    """Give the places of rows that have a next date of the same family, and of those next rows."""
    assert rows.family is not None
    assert rows.day is not None
    order = np.lexsort((rows.day, rows.family))
    same = rows.family[order][:-1] == rows.family[order][1:]
    return order[:-1][same], order[1:][same]


def _print(values: Reals) -> bytes:
    return np.ascontiguousarray(values + 0.0).tobytes()


def _changes(one: Reals, other: Reals) -> int:
    return int(((one != other) & ~(np.isnan(one) & np.isnan(other))).sum())
