"""The days on which anything changes, and for whom, in rounds that neighbourhoods share.

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

from csps.families.columns import Rows, firsts
from csps.families.frames.reach import DAY
from csps.families.frames.reading import OPEN
from csps.families.people import PREGNANCY_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csps.families.columns import Codes, Days
    from csps.families.frames.reading import Person, Stay, Tie

GROWN_UP = 18 * 12  # months


@dataclass(frozen=True, slots=True)
class Change(Rows):
    """A person for whom something changes on a day; `part` is their neighbourhood."""

    part: Codes
    person: Codes
    day: Days


def rounds_of(people: Person, stays: Stay, ties: Tie, as_of: date) -> Iterator[Change]:
    """Yield who has changes on which day, round by round: moves, ties, births, eighteenth birthdays, deaths; none after `as_of`.

    The first round is everybody, on the day before anybody of their neighbourhood moved or was tied: what has no beginning
    held then already. Where nobody ever did, all that is known is how things stand, and `as_of` is the only day.
    """
    if not len(people):
        return
    part = _neighbourhoods(len(people), stays, ties)
    change = _changes(part, people, stays, ties, as_of)
    yield Change(part, np.arange(len(part)), _beginnings(part, change, as_of))
    if not len(change):
        return
    new_day = firsts(change.part, change.day)
    day = np.cumsum(new_day)
    round_number: Codes = day - day[np.maximum.accumulate(np.where(firsts(change.part), np.arange(len(change)), 0))]
    order = np.argsort(round_number, kind="stable")
    ends = np.cumsum(np.bincount(round_number))
    for begin, end in zip(np.r_[0, ends[:-1]].tolist(), ends.tolist(), strict=True):
        yield change.only(order[begin:end])


def _changes(part: Codes, people: Person, stays: Stay, ties: Tie, as_of: date) -> Change:
    """Give all changes, by neighbourhood and day; of lives only those after a neighbourhood's first move or tie."""
    born, months = people.born, people.born.astype("datetime64[M]")
    grown = (months + np.timedelta64(GROWN_UP, "M")).astype("datetime64[D]") + (born - months.astype("datetime64[D]"))
    everybody = np.arange(len(people))
    moved = [(stays.person, day) for day in (stays.begins, _after(stays.ends))]
    tied = [(who, day) for who in (ties.person, ties.other) for day in (ties.begins, _after(ties.ends))]
    expected = born - np.timedelta64(PREGNANCY_DAYS, "D")
    early = np.unique(stays.person[(stays.begins > OPEN[0]) & (stays.begins < expected[stays.person])])
    lived = [(everybody, day) for day in (born, grown, _after(people.died))] + [(early, expected[early])]
    dated = _told(part, moved + tied, as_of)
    first = np.full(int(part.max(initial=-1)) + 1, np.datetime64("NaT"), "datetime64[D]")
    np.fmin.at(first, dated.part, dated.day)
    later = _told(part, lived, as_of)
    later = later.only(later.day > first[later.part])
    both = Change(
        *(np.concatenate([getattr(each, name) for each in (dated, later)]) for name in ("part", "person", "day"))
    )
    return both.only(np.lexsort((both.person, both.day, both.part)))


def _told(part: Codes, found: Sequence[tuple[Codes, Days]], as_of: date) -> Change:
    """Give the changes of people on days, without the ends of time and what lies ahead."""
    who, day = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    kept = ~np.isnat(day) & (day > OPEN[0]) & (day <= np.datetime64(as_of))
    return Change(part[who[kept]], who[kept], day[kept])


def _beginnings(part: Codes, change: Change, as_of: date) -> Days:
    """Give everybody the day before their neighbourhood's first change; where nothing changes, `as_of`."""
    first = np.full(int(part.max(initial=-1)) + 1, np.datetime64(as_of), "datetime64[D]")
    heads = change.only(firsts(change.part)) if len(change) else change
    first[heads.part] = heads.day - DAY
    return first[part]


def _after(days: Days) -> Days:
    later: Days = np.where(np.isnat(days) | (days == OPEN[1]), np.datetime64("NaT"), days + DAY)
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
