"""What lasts is told twice: when it begins, and again, under the same key, when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.calendar import as_dates

if TYPE_CHECKING:
    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Statements:
    """Statements about things that last.

    Attributes:
        of: which thing each statement is about.
        tells_end: whether it is the second one.
        known: day from which the system holds it.
    """

    of: Ids
    tells_end: npt.NDArray[np.bool_]
    known: Ids

    def ends(self, end: Ids) -> npt.NDArray[np.datetime64]:
        """Write the last days, empty in the statements that do not tell them; `end` is the day after the last one."""
        return np.where(self.tells_end, as_dates(end[self.of] - 1), np.datetime64("NaT"))


def told_twice(
    start: Ids, end: Ids, rng: np.random.Generator, *, until: int, first_delivery: int, delay: float = 20.0
) -> Statements:
    """Tell the beginning and, where it lies before `until`, the end of each thing, some days late.

    Args:
        start: the first day of each.
        end: the day after the last one.
        rng: of the delays.
        until: the end of the borough.
        first_delivery: of two statements before it only the second is worth telling.
        delay: average days of it.
    """
    everything = np.arange(len(start))
    begins = start + 1 + rng.exponential(delay, len(start)).astype(np.int64)
    ended = np.flatnonzero(end < until)
    ends = np.maximum(end[ended] + rng.exponential(delay, len(ended)).astype(np.int64), begins[ended] + 1)
    needless = np.zeros(len(start), dtype=bool)
    needless[ended] = ends < first_delivery
    first = everything[~needless]
    return Statements(
        of=np.concatenate((first, ended)),
        tells_end=np.arange(len(first) + len(ended)) >= len(first),
        known=np.concatenate((begins[first], ends)),
    )
