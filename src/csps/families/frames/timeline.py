"""The days on which anything changes for somebody, counted for each neighbourhood by itself.

A neighbourhood is everybody who ever shared a home or a tie, by way of others too: nothing outside it can change a family
in it. So the first change of every neighbourhood is looked at at once, then the second of every one that has a second,
and so on: as many rounds as the liveliest has changes, and not as many as there are days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from csps.families.frames.reading import OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.families.columns import Codes, Days, Flags
    from csps.families.frames.reading import Person, Stay, Tie

GROWN_UP = 18 * 12  # months
SPAN = np.int64(4_000_000)  # more days than there are between the ends of time


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of every neighbourhood.

    Args:
        neighbourhood: of each person.
        days: of all neighbourhoods, one after another, each in order.
        starts: where the days of each neighbourhood begin; one more at the end.
    """

    neighbourhood: Codes
    days: Days
    starts: Codes

    @property
    def rounds(self) -> int:
        """The most days that a neighbourhood has."""
        return int(np.diff(self.starts).max(initial=0))

    def day_of(self, round_number: int) -> Days:
        """Give the day that each person's neighbourhood has in a round; its last one when it has no more."""
        last = self.starts[1:] - 1
        return self.days[np.minimum(self.starts[:-1] + round_number, last)][self.neighbourhood]

    def lives(self, round_number: int) -> Flags:
        """Flag the persons whose neighbourhood still has a day in a round."""
        flags: Flags = (np.diff(self.starts) > round_number)[self.neighbourhood]
        return flags


def timeline_of(people: Person, stays: Stay, ties: Tie, as_of: date) -> Timeline:
    """Find the days on which anything changes: moves, ties, births, eighteenth birthdays, deaths; none after `as_of`.

    The first day of a neighbourhood is the one before anybody moved or was tied: what has no beginning held then already.
    Where nobody ever did, all that is known is how things stand, and `as_of` is the only day.
    """
    part = _neighbourhoods(len(people), stays, ties)
    one = np.timedelta64(1, "D")
    grown = (people.born.astype("datetime64[M]") + np.timedelta64(GROWN_UP, "M")).astype("datetime64[D]") + (
        people.born - people.born.astype("datetime64[M]").astype("datetime64[D]")
    )
    everybody = np.arange(len(people))
    dated = _told(
        part,
        [
            (stays.person, stays.begins),
            (stays.person, _after(stays.ends, one)),
            (ties.person, ties.begins),
            (ties.person, _after(ties.ends, one)),
        ],
        as_of,
    )
    lived = _told(part, [(everybody, people.born), (everybody, grown), (everybody, _after(people.died, one))], as_of)
    first = np.full(int(part.max(initial=-1)) + 1, np.datetime64("NaT"), "datetime64[D]")
    np.fmin.at(first, *dated)
    later = lived[1] > first[lived[0]]
    who, day = (np.concatenate([dated[side], lived[side][later]]) for side in (0, 1))
    key = np.unique(who * SPAN + day.astype(np.int64) + SPAN // 2)
    where, when = key // SPAN, (key % SPAN - SPAN // 2).astype("datetime64[D]")
    return _with_beginnings(part, where, when, as_of)


def _told(part: Codes, found: Sequence[tuple[Codes, Days]], as_of: date) -> tuple[Codes, Days]:
    """Give neighbourhoods and days from people and days, without the ends of time and what lies ahead."""
    who, day = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    kept = ~np.isnat(day) & (day > OPEN[0]) & (day <= np.datetime64(as_of))
    return part[who[kept]], day[kept]


def _with_beginnings(part: Codes, where: Codes, when: Days, as_of: date) -> Timeline:
    """Put the day before the first change at the head of each neighbourhood; where nothing changes, `as_of`."""
    count = int(part.max(initial=-1)) + 1
    changes = np.bincount(where, minlength=count)
    starts = np.concatenate([[0], np.cumsum(changes + 1)])
    days = np.full(int(starts[-1]), np.datetime64(as_of), "datetime64[D]")
    first = np.cumsum(changes) - changes
    days[np.arange(len(when)) + where + 1] = when
    moving = changes > 0
    days[starts[:-1][moving]] = when[first[moving]] - np.timedelta64(1, "D")
    return Timeline(part, days, starts)


def _after(days: Days, by: np.timedelta64) -> Days:
    later: Days = np.where(np.isnat(days) | (days == OPEN[1]), np.datetime64("NaT"), days + by)
    return later


def _neighbourhoods(count: int, stays: Stay, ties: Tie) -> Codes:
    """Give everybody's neighbourhood, numbered from nought in the order of its lowest person."""
    places = int(stays.place.max(initial=-1)) + 1
    left = np.concatenate([stays.person, ties.person])
    right = np.concatenate([stays.place + count, ties.other])
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(count + places, count + places))
    _, part = connected_components(graph, directed=False)
    _, number = np.unique(part[:count], return_inverse=True)
    return number.astype(np.int64)
