"""Stretches of days by household: joined where they overlap, counted where several hold at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER

if TYPE_CHECKING:
    from collections.abc import Collection

    from csps.synthetic.lives.registers import Flags, Ids


@dataclass(frozen=True)
class Intervals:
    """Rows of household, start and end day (start included, end not), sorted by household and start, without overlap.

    Args:
        household, start, end: one entry per stretch.
        pieces: the stretches before they were joined, as far as their end is known from their start on.
    """

    household: Ids
    start: Ids
    end: Ids
    pieces: Intervals | None = field(default=None, repr=False)


def merged(household: Ids, start: Ids, end: Ids, *, lasts: Flags | None = None) -> Intervals:
    """Join the stretches of each household that overlap or touch.

    Args:
        household: whose each stretch is, in any order.
        start: its first day.
        end: the day after its last.
        lasts: which of them last for as long as they may, so that nobody knows their end before it comes.

    >>> merged(np.array([1, 1, 2]), np.array([0, 5, 9]), np.array([6, 8, 10])).end
    array([ 8, 10])
    """
    known = slice(None) if lasts is None else ~lasts
    pieces = Intervals(household[known], start[known], end[known])
    order = np.lexsort((start, household))
    household, start, end = household[order], start[order], np.minimum(end[order], FOREVER)
    lift = household * (2 * FOREVER)  # so that no stretch of one household reaches into the next
    reach = np.maximum.accumulate(end + lift) - lift
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (household[1:] != household[:-1]) | (start[1:] > reach[:-1])
    last = np.append(np.flatnonzero(begins)[1:], len(order))[: begins.sum()] - 1
    return Intervals(household[begins], start[begins], reach[last], pieces)


def at_once(parts: Collection[Intervals], number: int) -> Intervals:
    """Give when at least `number` of several kinds of stretches hold at once, by household.

    >>> met = Intervals(np.array([1]), np.array([0]), np.array([9]))
    >>> at_once([met, Intervals(np.array([1]), np.array([4]), np.array([20]))], 2)
    Intervals(household=array([1]), start=array([4]), end=array([9]))
    """
    household = np.concatenate([np.r_[rows.household, rows.household] for rows in parts])
    day = np.concatenate([np.r_[rows.start, rows.end] for rows in parts])
    step = np.concatenate([np.repeat([1, -1], len(rows.start)) for rows in parts])
    order = np.lexsort((step, day, household))
    household, day, step = household[order], day[order], step[order]
    count = np.cumsum(step)  # every household's steps add up to nought, so the count starts afresh with each
    enters = (count == number) & (step > 0)
    leaves = (count == number - 1) & (step < 0)
    lasting = day[enters] < day[leaves]
    return merged(household[enters][lasting], day[enters][lasting], day[leaves][lasting])


def on(rows: Intervals, households: npt.NDArray[np.integer], day: int) -> Ids:
    """Give the day until which each household's stretch lasts that holds on `day`; 0 where none does."""
    holds = (rows.start <= day) & (rows.end > day)
    until = np.zeros(int(max(households.max(initial=0), rows.household.max(initial=0))) + 1, dtype=np.int64)
    until[rows.household[holds]] = rows.end[holds]
    found: Ids = until[households]
    return found


def known_until(rows: Intervals, households: npt.NDArray[np.integer], day: int) -> Ids:
    """Give the day until which it is known on `day` that each household's stretch lasts; 0 where nothing is known.

    What begins later, and would lengthen the stretch, is not known yet; nor is the end of what lasts.

    >>> rows = merged(np.array([1, 1]), np.array([0, 5]), np.array([6, 11]))
    >>> on(rows, np.array([1]), day=3), known_until(rows, np.array([1]), day=3)
    (array([11]), array([6]))
    """
    known = rows.pieces or rows
    holds = (known.start <= day) & (known.end > day)
    until = np.zeros(int(max(households.max(initial=0), known.household.max(initial=0))) + 1, dtype=np.int64)
    np.maximum.at(until, known.household[holds], known.end[holds])
    found: Ids = until[households]
    return found
