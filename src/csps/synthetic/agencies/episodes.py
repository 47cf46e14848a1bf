"""What lasts, as an office tells it: once when it begins, again when it has ended; and the months in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from csps.synthetic.agencies.occupancy import overlaps
from csps.synthetic.calendar import FOREVER, YEAR
from csps.synthetic.lives.history import Stays

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.calendar import Calendar

    Ids = npt.NDArray[np.int64]

LATEST_CLOSING = 60  # days after the end until which an office may take to close something


@dataclass(frozen=True)
class Told:
    """Rows of episodes as they are delivered.

    Attributes:
        row: position of the episode.
        known: day the office's system holds the row.
        ended: whether the row shows the end.
    """

    row: Ids
    known: Ids
    ended: npt.NDArray[np.bool_]

    def only(self, rows: npt.NDArray[np.bool_]) -> Told:
        """Give some of the rows."""
        return Told(self.row[rows], self.known[rows], self.ended[rows])


def told_twice(
    calendar: Calendar,
    opened: npt.NDArray[Any],
    end: npt.NDArray[Any],
    rng: np.random.Generator,
    *,
    latest: int = LATEST_CLOSING,
) -> Told:
    """Tell each episode when it opens and again when it ends, or once where both become known together.

    What ended before the delivered weeks is not told, nor what becomes known after them.

    Args:
        calendar: the weeks.
        opened: day each episode becomes known.
        end: its last day, FOREVER for none.
        rng: source of randomness.
        latest: closing becomes known up to so many days after the end.
    """
    opened, end = opened.astype(np.int64), end.astype(np.int64)
    told = told_by(opened, end + rng.integers(0, latest + 1, len(end)))
    return told.only((end[told.row] >= calendar.start_day) & (told.known <= calendar.end_day))


def told_on_moves(
    told: Told, record: Ids, opened: npt.NDArray[Any], end: npt.NDArray[Any], moves: tuple[Ids, Ids]
) -> Told:
    """Tell what still lasts once more when the agency learns that the person has moved, with the new address.

    Args:
        told: what is told already; an episode that is not told at all is not told now.
        record: of whom each episode is.
        opened: day each episode becomes known.
        end: its last day, FOREVER for none.
        moves: record and day of each move, see `Register.address_changes`.

    >>> told = told_by(np.array([1, 2]), np.array([9, FOREVER]))
    >>> moved = told_on_moves(told, np.array([5, 6]), np.array([1, 2]), np.array([9, FOREVER]), (np.array([5, 6]), np.array([20, 7])))
    >>> moved.row.tolist(), moved.known.tolist(), moved.ended.tolist()
    ([0, 1, 0, 1], [1, 2, 9, 7], [False, False, True, False])
    """
    episodes = np.unique(told.row)
    lasting = Stays(record[episodes], episodes, opened[episodes] + 1, np.maximum(end, opened)[episodes])
    which, rows = lasting.on(*moves)
    row = lasting.value[rows].astype(np.int64)
    return Told(
        row=np.concatenate((told.row, row)),
        known=np.concatenate((told.known, moves[1][which])),
        ended=np.concatenate((told.ended, np.zeros(len(row), dtype=bool))),
    )


def told_by(opened: npt.NDArray[Any], closed: npt.NDArray[Any]) -> Told:
    """Tell each episode when its opening is known and again when its end is, or once where both become known together.

    Args:
        opened: day on which the opening is known.
        closed: day on which the end is known, FOREVER or later for never.

    >>> told = told_by(np.array([1, 2, 5]), np.array([9, FOREVER, 3]))
    >>> told.row.tolist(), told.known.tolist(), told.ended.tolist()
    ([0, 1, 0, 2], [1, 2, 9, 5], [False, False, True, True])
    """
    opened, closed = opened.astype(np.int64), np.maximum(opened, closed).astype(np.int64)
    first, second = np.flatnonzero(opened < closed), np.flatnonzero(closed < FOREVER)
    return Told(
        row=np.concatenate((first, second)),
        known=np.concatenate((opened[first], closed[second])),
        ended=np.repeat([False, True], [len(first), len(second)]),
    )


def apart(key: npt.NDArray[np.integer], start: Ids, end: Ids) -> npt.NDArray[np.bool_]:
    """Tell which episodes begin after all earlier ones of the same key have ended.

    >>> apart(np.array([1, 1, 1, 2]), np.array([0, 5, 9, 5]), np.array([8, 7, 12, 6])).tolist()
    [True, False, True, True]
    """
    order = np.lexsort((start, key))
    group = np.unique(key[order], return_inverse=True)[1] * (FOREVER + 1)
    latest = np.maximum.accumulate(group + np.minimum(end[order], FOREVER)) if len(key) else group
    free = np.ones(len(key), dtype=bool)
    free[order[1:]] = group[1:] + start[order[1:]] > latest[:-1]
    return free


def month_of(days: npt.NDArray[Any]) -> Ids:
    """Count the months since January 1970 in which days lie.

    >>> month_of(np.array([0, 30, 31])).tolist()
    [0, 0, 1]
    """
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def first_day_of(months: npt.NDArray[Any]) -> Ids:
    """Give the first day of months counted since January 1970.

    >>> first_day_of(np.array([0, 1])).tolist()
    [0, 31]
    """
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def months_of_spans(start: npt.NDArray[Any], end: npt.NDArray[Any]) -> tuple[Ids, Ids]:
    """List the months whose first day lies after `start` and not after `end`: position of the span, and month."""
    first, count = month_of(start) + 1, np.maximum(month_of(end) - month_of(start), 0)
    which = np.repeat(np.arange(len(count)), count)
    return which, np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[which]


def delivered_months(calendar: Calendar) -> tuple[int, int]:
    """Give the first and the last month whose balances are delivered: the one before the first week is the first."""
    first, last = month_of(np.array([calendar.start_day, calendar.end_day])).tolist()
    return first, last


@dataclass(frozen=True)
class Spans:
    """Times in which something was so for a household.

    Attributes:
        household: of whom.
        start, end: first day, and the day after the last; FOREVER where it is still so.
    """

    household: Ids
    start: Ids
    end: Ids

    def __len__(self) -> int:
        return len(self.household)

    def only(self, rows: npt.NDArray[Any]) -> Spans:
        """Give some of the rows."""
        return Spans(self.household[rows], self.start[rows], self.end[rows])

    def stays(self) -> Stays:
        """Make them something to be looked up by household and day; the value is the row number."""
        return Stays(self.household, np.arange(len(self)), self.start, self.end)


def joined(*parts: Spans) -> Spans:
    """Put spans one after another."""
    return Spans(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("household", "start", "end")))


def lived_spells(watch: Watch, name: str) -> Spans:
    """Give the spells of one kind that were lived."""
    spells = watch.history.lasted(name)
    return Spans(*(spells[column].astype(np.int64) for column in ("household", "start", "end")))


def drawn_spells(watch: Watch, rng: np.random.Generator, *, share: float, years: float) -> Spans:
    """Draw spells that nothing in the history explains: on for `share` of households at any time, `years` on average.

    Those of founding households may have begun before the first lived day.
    """
    calendar, households = watch.calendar, watch.history.households
    formed, dissolved = (households[name].astype(np.int64) for name in ("formed", "dissolved"))
    founding = formed <= calendar.first_day(-calendar.burn_in)
    earliest = np.where(founding, formed - int(4 * years * YEAR), formed)
    lived = np.minimum(dissolved, calendar.end_day) - earliest
    number = rng.poisson(share / years * lived.clip(0) / YEAR)
    household = np.repeat(np.arange(len(formed)), number)
    start = earliest[household] + (rng.random(len(household)) * lived[household]).astype(np.int64)
    end = start + 28 + rng.exponential(years * YEAR, len(household)).astype(np.int64)
    end = np.where(end >= calendar.end_day, FOREVER, end)
    end = np.minimum(end, dissolved[household])
    return Spans(household, start, end).only(end > np.maximum(start, formed[household]))


def clear_of(spans: Spans, others: Spans) -> Spans:
    """Leave out spans that begin while another of the household is on, and end the rest when the next other begins."""
    stays = others.stays()
    during, _ = stays.on(spans.household, spans.start)
    free = np.ones(len(spans), dtype=bool)
    free[during] = False
    spans = spans.only(free)
    which, _, begins, _ = overlaps(spans.household, spans.start, spans.end, stays)
    end = spans.end.copy()
    np.minimum.at(end, which, begins)
    return Spans(spans.household, spans.start, end)


@dataclass(frozen=True)
class ArrearsMonths:
    """The months in which somebody owed, and the first in which they owed no more.

    Attributes:
        debtor: position of the tenancy or account.
        spell: position of the spell in its table, for what is drawn once per spell.
        month: counted since January 1970; the balance is of its first day.
        begun: day on which the debt began to grow.
        over: whether the spell has ended by then.
    """

    debtor: Ids
    spell: Ids
    month: Ids
    begun: Ids
    over: npt.NDArray[np.bool_]


def arrears_months(calendar: Calendar, spells: Spans, debtors: Spans) -> ArrearsMonths:
    """List the delivered months of spells of arrears for tenancies or accounts, while these last."""
    stays = debtors.stays()
    spell, rows, begun, until = overlaps(spells.household, spells.start, spells.end, stays)
    debtor = stays.value[rows]
    first, last = delivered_months(calendar)
    shown = np.minimum(until + 31, first_day_of(np.array([last + 1])))  # the first month after the end too
    which, month = months_of_spans(begun, shown)
    day = first_day_of(month)
    kept = (month >= first) & (month <= last) & (day < debtors.end[debtor[which]])
    # of the months after the end, the first only
    kept &= (day < until[which]) | (month == month_of(until[which] - 1) + 1)
    which, month, day = which[kept], month[kept], day[kept]
    return ArrearsMonths(debtor[which], spell[which], month, begun[which], day >= until[which])
