"""Persons and households: who exists, who lives with whom, and since when.

A *household* here is a group of kin who live together: its first adult is the main carer where there are children. It
is the truth behind what csps calls a family. Several households may share one dwelling (houses in multiple occupation,
temporary accommodation), and a child may have a second home.

Wherever a day is asked for, one day may be given for all, or one for each person or household.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER, YEAR
from csps.synthetic.lives.registers import Column, Columns, Ids, Log, Register

ADULTS, CHILDREN = 5, 12
NOBODY = -1
CARER, PARTNER, CHILD, OTHER_ADULT, SECOND_HOME = range(5)
ROLES = ("carer", "partner", "child", "other_adult", "second_home")
ADULT_AGE = 18
FIRST_OTHER_ADULT = 2
_FIRST_PLACE = {CARER: 0, PARTNER: 1, CHILD: 0, OTHER_ADULT: FIRST_OTHER_ADULT}  # where the places of a role begin

PERSON_COLUMNS: Columns = {
    "birth": (np.int32, 0),
    "death": (np.int32, FOREVER),
    "sex": (np.int8, 0),  # 0 female, 1 male
    "community": (np.int8, 0),
    "mother": (np.int32, NOBODY),
    "father": (np.int32, NOBODY),
    "home": (np.int32, NOBODY),
    "home_since": (np.int32, 0),
    "role": (np.int8, CARER),
    "second_home": (np.int32, NOBODY),
    "second_since": (np.int32, 0),
    "in_care": (np.bool_, False),
    "disabled": (np.bool_, False),
    "send": (np.int8, 0),  # special educational needs: 0 none, 1 support, 2 plan
    "arrived": (np.int32, 0),
    "left": (np.int32, FOREVER),
    "birth_mother": (np.int32, NOBODY),  # of adopted children only: then mother and father are the adoptive parents
    "birth_father": (np.int32, NOBODY),
    "adopted_on": (np.int32, FOREVER),  # from this day a new name and new numbers
    "spouse": (np.int32, NOBODY),  # the last partner, for changed surnames
    "spouse_since": (np.int32, FOREVER),
}
HOUSEHOLD_COLUMNS: Columns = {
    "active": (np.bool_, True),
    "adults": (np.int32, NOBODY, ADULTS),  # carer, partner, others
    "children": (np.int32, NOBODY, CHILDREN),
    "dwelling": (np.int32, NOBODY),
    "dwelling_since": (np.int32, 0),
    "community": (np.int8, 0),
    "formed": (np.int32, 0),
    "dissolved": (np.int32, FOREVER),
    "luck": (np.float32, 0.0),
    "young_parent": (np.bool_, False),
    "due": (np.int32, FOREVER),  # when a child will be born
    "expecting": (np.int32, NOBODY),  # the mother of that child
    # levels and hidden state
    "joint": (np.int16, 0),
    "vulnerability": (np.int8, 0),
    "exposure": (np.int8, 0),
    "seen": (np.int8, 2),
    "frailty": (np.int8, 0),
    "who": (np.int8, 0),  # bits: children, under five, school age, teenager
    # where the family stands with services: the state, and the running row of each register
    "path": (np.int8, 0),  # see path_rates.Path
    "case": (np.int32, NOBODY),
    "enquiry": (np.int32, NOBODY),
    "plan": (np.int32, NOBODY),
    "helped": (np.int8, 0),  # place in circumstances.HELP
    "help_since": (np.int32, FOREVER),
    "help_noted": (np.int32, 0),
}


class Population:
    """Everyone, and every household, as they are on the day that is being lived."""

    def __init__(self) -> None:
        self.people = Register(PERSON_COLUMNS)
        self.households = Register(HOUSEHOLD_COLUMNS)
        self.residence = Log(("person", "household", "role", "start", "end"))
        self.occupation = Log(("household", "dwelling", "start", "end"))
        self._changed: list[Ids] = []
        self._dissolved: list[Ids] = []

    # --- looking --------------------------------------------------------------------------------------------------
    def ages(self, persons: Ids, day: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give ages in years."""
        ages: npt.NDArray[np.float64] = (np.asarray(day) - self.people["birth"][persons]) / YEAR
        return ages

    def active(self) -> Ids:
        """Give the households that exist."""
        return np.flatnonzero(self.households["active"])

    def child_count(self, households: Ids) -> Ids:
        """Count the children at home."""
        count: Ids = (self.households["children"][households] != NOBODY).sum(axis=1)
        return count

    def carers(self, households: Ids) -> Ids:
        """Give the first adult of each household, or NOBODY where it is empty."""
        carers: Ids = self.households["adults"][households, 0].astype(np.int64)
        return carers

    def partners(self, households: Ids) -> Ids:
        """Give the second adult of each household, or NOBODY."""
        partners: Ids = self.households["adults"][households, 1].astype(np.int64)
        return partners

    def members(self, households: Ids) -> tuple[Ids, Ids]:
        """List everyone at home: positions into `households`, and persons."""
        rows = self.households
        return _present(np.concatenate([rows["adults"][households], rows["children"][households]], axis=1))

    def children_of(self, households: Ids) -> tuple[Ids, Ids]:
        """List the children at home: positions into `households`, and persons."""
        return _present(self.households["children"][households])

    def mark(self, households: Ids) -> None:
        """Note that households changed, so that their classes are worked out again."""
        if len(households):
            self._changed.append(np.asarray(households))

    def take_changed(self) -> Ids:
        """Give the households that changed since this was last asked."""
        changed = np.unique(np.concatenate(self._changed)) if self._changed else np.empty(0, dtype=np.int64)
        self._changed.clear()
        return changed

    # --- moving people ----------------------------------------------------------------------------------------------
    def settle(self, persons: Ids, households: Ids, role: int, day: npt.ArrayLike) -> None:
        """Let people come to live in households: one person per household in this call.

        Who finds no room (a household holds 5 adults and 12 children) leaves the borough.
        """
        if not len(persons):
            return
        days = np.broadcast_to(day, persons.shape)
        slots, first = self.households["children" if role == CHILD else "adults"], _FIRST_PLACE[role]
        free = slots[households, first:] == NOBODY
        column = first + free.argmax(axis=1)
        fits = free.any(axis=1)
        self.leave_borough(persons[~fits], days[~fits])
        persons, households, column = persons[fits], households[fits], column[fits]
        slots[households, column] = persons
        people = self.people
        people["home"][persons] = households
        people["home_since"][persons] = days[fits]
        people["role"][persons] = role
        people["left"][persons] = FOREVER
        self.mark(households)

    def settle_together(self, persons: Ids, households: Ids, role: int, day: npt.ArrayLike) -> None:
        """Settle people of whom several may belong to one household."""
        days = np.broadcast_to(day, persons.shape)
        while len(persons):
            _, first = np.unique(households, return_index=True)
            self.settle(persons[first], households[first], role, days[first])
            rest = np.ones(len(persons), dtype=bool)
            rest[first] = False
            persons, households, days = persons[rest], households[rest], days[rest]

    def unsettle(self, persons: Ids, day: npt.ArrayLike) -> None:
        """Let people stop living where they live; every stay is written down."""
        people = self.people
        there = people["home"][persons] != NOBODY
        persons, days = persons[there], np.broadcast_to(day, persons.shape)[there]
        if not len(persons):
            return
        home = people["home"][persons].astype(np.int64)
        self._write_stay(persons, days)
        for slots in (self.households["adults"], self.households["children"]):
            # several members of one household may leave together: clear each cell on its own
            where, column = np.nonzero(slots[home] == persons[:, None])
            slots[home[where], column] = NOBODY
        people["home"][persons] = NOBODY
        self.mark(home)

    def _write_stay(self, persons: Ids, days: npt.ArrayLike) -> None:
        people = self.people
        self.residence.add(
            person=persons,
            household=people["home"][persons],
            role=people["role"][persons],
            start=people["home_since"][persons],
            end=days,
        )

    def leave_borough(self, persons: Ids, day: npt.ArrayLike) -> None:
        """Let people leave the borough for good."""
        if not len(persons):
            return
        self.unsettle(persons, day)
        self.end_second_homes(persons, day)
        self.people["left"][persons] = day

    def second_home(self, persons: Ids, households: Ids, day: npt.ArrayLike) -> None:
        """Give children a second home with the parent who moved out."""
        self.end_second_homes(persons, day)
        self.people["second_home"][persons] = households
        self.people["second_since"][persons] = day

    def end_second_homes(self, persons: Ids, day: npt.ArrayLike) -> None:
        """End second homes and write them down."""
        people = self.people
        there = people["second_home"][persons] != NOBODY
        persons, days = persons[there], np.broadcast_to(day, persons.shape)[there]
        if len(persons):
            self._write_second_stay(persons, days)
            people["second_home"][persons] = NOBODY

    def _write_second_stay(self, persons: Ids, days: npt.ArrayLike) -> None:
        people = self.people
        self.residence.add(
            person=persons,
            household=people["second_home"][persons],
            role=SECOND_HOME,
            start=people["second_since"][persons],
            end=np.maximum(days, people["second_since"][persons]),
        )

    # --- moving households ------------------------------------------------------------------------------------------
    def form(self, number: int, day: npt.ArrayLike, **values: npt.ArrayLike) -> Ids:
        """Make households."""
        households = self.households.add(number, formed=day, dwelling_since=day, **values)
        self.mark(households)
        return households

    def dissolve(self, households: Ids, day: npt.ArrayLike) -> None:
        """End households; whoever is still there leaves the borough."""
        if not len(households):
            return
        days = np.broadcast_to(day, households.shape)
        where, members = self.members(households)
        self.leave_borough(members, days[where])
        rows = self.households
        rows["active"][households] = False
        rows["dissolved"][households] = days
        rows["due"][households] = FOREVER
        rows["expecting"][households] = NOBODY
        self._dissolved.append(households)

    def end_week(self) -> None:
        """End the second homes that were in households dissolved this week."""
        if self._dissolved:
            gone = np.concatenate(self._dissolved)
            self._dissolved.clear()
            second = self.people["second_home"]
            guests = np.flatnonzero(np.isin(second, gone))
            self.end_second_homes(guests, self.households["dissolved"][second[guests]])

    def promote(self, households: Ids, day: npt.ArrayLike) -> None:
        """Where the carer is gone but another adult is there, let that adult be the carer from now on."""
        adults = self.households["adults"]
        there = (adults[households, 0] == NOBODY) & (adults[households, 1:] != NOBODY).any(axis=1)
        rows, days = households[there], np.broadcast_to(day, households.shape)[there]
        column = 1 + (adults[rows, 1:] != NOBODY).argmax(axis=1)
        carers = adults[rows, column].astype(np.int64)
        self.unsettle(carers, days)
        self.settle(carers, rows, CARER, days)

    def close(self) -> None:
        """Write down every stay that is still open."""
        people, rows = self.people, self.households
        self._write_stay(np.flatnonzero(people["home"] != NOBODY), FOREVER)
        self._write_second_stay(np.flatnonzero(people["second_home"] != NOBODY), FOREVER)
        here = np.flatnonzero(rows["active"] & (rows["dwelling"] != NOBODY))
        self.occupation.add(
            household=here, dwelling=rows["dwelling"][here], start=rows["dwelling_since"][here], end=FOREVER
        )


def _present(table: Column) -> tuple[Ids, Ids]:
    """Give row and value of every cell that names somebody."""
    where, column = np.nonzero(table != NOBODY)
    return where, table[where, column].astype(np.int64)
