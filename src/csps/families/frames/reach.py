"""Whom a change reaches: everybody who shares a home with whoever it happens to, on the day or the one before.

By way of others too: a child of two homes joins them. Somebody of whom no home was ever known lives with those they are tied
to, so that for them a tie counts as a home does. Nobody else's family can be another on the day than on the day before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.columns import ByKey, firsts
from csps.families.frames.reading import Stay

if TYPE_CHECKING:
    from csps.families.columns import Codes, Days, Flags
    from csps.families.frames.reading import Tie

DAY = np.timedelta64(1, "D")


class Reach:
    """Who lives with whom on which day.

    Args:
        count: of people.
        stays: of all of them.
        ties: between them.
    """

    def __init__(self, count: int, stays: Stay, ties: Tie) -> None:
        self._met = _with_ties(count, stays, ties)
        places = int(self._met.place.max(initial=-1)) + 1
        self._by_person, self._by_place = ByKey(self._met.person, count), ByKey(self._met.place, places)
        self._day = np.full(count, np.datetime64("NaT"), "datetime64[D]")
        self._seen = np.zeros(places, bool)

    def around(self, person: Codes, day: Days) -> tuple[Codes, Days]:
        """Give everybody whom changes reach, in order, each with the day; one day for each neighbourhood."""
        self._day[person] = day
        reached, places = [person[firsts(person)]], []
        while len(reached[-1]):
            place, of_day = self._places(reached[-1])
            self._seen[place] = True
            places.append(place)
            reached.append(self._people(place, of_day))
        found = np.sort(np.concatenate(reached))
        days = self._day[found]
        self._day[found] = np.datetime64("NaT")
        self._seen[np.concatenate(places)] = False
        return found, days

    def _places(self, person: Codes) -> tuple[Codes, Days]:
        """Give places not yet seen where people are on their day or the one before, each with that day."""
        row, which = self._by_person.of(person)
        day = self._day[person][which]
        there = self._is_there(row, day)
        place, first = np.unique(self._met.place[row[there]], return_index=True)
        new = ~self._seen[place]
        return place[new], day[there][first][new]

    def _is_there(self, row: Codes, day: Days) -> Flags:
        """Flag the stays that hold on a day or held on the one before."""
        flags: Flags = (self._met.begins[row] <= day) & (self._met.ends[row] + DAY >= day)
        return flags

    def _people(self, place: Codes, of_day: Days) -> Codes:
        """Give people not yet reached who are at places on a day or the one before, and set that day for them."""
        row, which = self._by_place.of(place)
        day = of_day[which]
        person = self._met.person[row]
        new = self._is_there(row, day) & np.isnat(self._day[person])
        person, first = np.unique(person[new], return_index=True)
        self._day[person] = day[new][first]
        return person


def _with_ties(count: int, stays: Stay, ties: Tie) -> Stay:
    """Add to stays a place for every tie of somebody who has none."""
    housed = np.zeros(count, bool)
    housed[stays.person] = True
    tie = ties.only(~housed[ties.person] | ~housed[ties.other])
    place = int(stays.place.max(initial=-1)) + 1 + np.arange(len(tie))
    return Stay(
        np.concatenate([stays.person, tie.person, tie.other]),
        np.concatenate([stays.place, place, place]),
        np.concatenate([stays.begins, tie.begins, tie.begins]),
        np.concatenate([stays.ends, tie.ends, tie.ends]),
    )
