"""Persons and households: who exists, who lives with whom, and since when.

A *household* here is a group of kin who live together: its first adult is the main carer where there are children. It
is the truth behind what csps calls a family. Several households may share one dwelling (houses in multiple occupation,
temporary accommodation), and a child may have a second home.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.registers import Ids, Log, Register

ADULTS, CHILDREN = 5, 12
NOBODY = -1
CARER, PARTNER, CHILD, OTHER_ADULT, SECOND_HOME = range(5)
ROLES = ("carer", "partner", "child", "other_adult", "second_home")
ADULT_AGE = 18

PERSON_COLUMNS: dict[str, tuple[object, ...]] = {
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
    "adopted_on": (np.int32, FOREVER),  # from this day a new name and new numbers
    "spouse": (np.int32, NOBODY),  # the last partner, for changed surnames
    "spouse_since": (np.int32, FOREVER),
}
HOUSEHOLD_COLUMNS: dict[str, tuple[object, ...]] = {
    "active": (np.bool_, True),
    "adults": (np.int32, NOBODY, ADULTS),  # carer, partner, others
    "children": (np.int32, NOBODY, CHILDREN),
    "dwelling": (np.int32, NOBODY),
    "dwelling_since": (np.int32, 0),
    "community": (np.int8, 0),
    "formed": (np.int32, 0),
    "luck": (np.float32, 0.0),
    "young_parent": (np.bool_, False),
    "joint": (np.int16, 0),
    "vulnerability": (np.int8, 0),
    "exposure": (np.int8, 0),
    "seen": (np.int8, 2),
    "frailty": (np.int8, 0),
    "helped": (np.int8, 0),
    "who": (np.int8, 0),  # bits: children, under five, school age, teenager
    "path": (np.int8, 0),  # the state on the statutory path, see safeguarding
    "due": (np.int32, FOREVER),  # when a child will be born
    "dissolved": (np.int32, FOREVER),
}


class Population:
    """Everyone, and every household, as they are on the day that is being lived."""

    def __init__(self) -> None:
        self.people = Register(PERSON_COLUMNS)
        self.households = Register(HOUSEHOLD_COLUMNS)
        self.residence = Log(("person", "household", "role", "start", "end"))
        self.occupation = Log(("household", "dwelling", "start", "end"))
        self.changed: list[Ids] = []
        self._dissolved: list[Ids] = []

    # --- looking --------------------------------------------------------------------------------------------------
    def ages(self, persons: npt.NDArray[np.integer], day: int) -> npt.NDArray[np.float64]:
        """Give ages in years on a day."""
        return (day - self.people["birth"][persons]) / 365.25

    def active(self) -> Ids:
        """Give the households that exist."""
        return np.flatnonzero(self.households["active"])

    def child_count(self, households: Ids) -> npt.NDArray[np.int64]:
        """Count the children at home."""
        return (self.households["children"][households] != NOBODY).sum(axis=1)

    def carers(self, households: Ids) -> npt.NDArray[np.int32]:
        """Give the first adult of each household."""
        carers: npt.NDArray[np.int32] = self.households["adults"][households, 0]
        return carers

    def partners(self, households: Ids) -> npt.NDArray[np.int32]:
        """Give the second adult of each household, or NOBODY."""
        partners: npt.NDArray[np.int32] = self.households["adults"][households, 1]
        return partners

    def members(self, households: Ids) -> tuple[Ids, npt.NDArray[np.int32]]:
        """List everyone at home: positions into `households`, and persons."""
        everyone = np.concatenate([self.households["adults"][households], self.households["children"][households]], 1)
        where, _ = np.nonzero(everyone != NOBODY)
        return where, everyone[everyone != NOBODY]

    def children_of(self, households: Ids) -> tuple[Ids, npt.NDArray[np.int32]]:
        """List the children at home: positions into `households`, and persons."""
        children = self.households["children"][households]
        where, _ = np.nonzero(children != NOBODY)
        return where, children[children != NOBODY]

    def mark(self, households: Ids) -> None:
        """Note that households changed, so that their classes are worked out again."""
        if len(households):
            self.changed.append(np.asarray(households))

    # --- moving people ----------------------------------------------------------------------------------------------
    def settle(self, persons: Ids, households: Ids, role: int, day: int) -> None:
        """Let people come to live in households: one person per household in this call.

        Who finds no room (a household holds 5 adults and 12 children) leaves the borough.
        """
        if not len(persons):
            return
        slots = self.households["children" if role == CHILD else "adults"]
        first = 0 if role in (CHILD, CARER) else (1 if role == PARTNER else 2)
        free = slots[households, first:] == NOBODY
        column = first + free.argmax(axis=1)
        fits = free.any(axis=1)
        self.leave_borough(persons[~fits], day)
        persons, households, column = persons[fits], households[fits], column[fits]
        slots[households, column] = persons
        people = self.people
        people["home"][persons] = households
        people["home_since"][persons] = day
        people["role"][persons] = role
        people["left"][persons] = FOREVER
        self.mark(households)

    def unsettle(self, persons: Ids, day: int) -> None:
        """Let people stop living where they live; every stay is written down."""
        people = self.people
        persons = persons[people["home"][persons] != NOBODY]
        if not len(persons):
            return
        home = people["home"][persons]
        self.residence.add(
            person=persons, household=home, role=people["role"][persons], start=people["home_since"][persons], end=day
        )
        for slots in (self.households["adults"], self.households["children"]):
            # several members of one household may leave together: clear each cell on its own
            where, column = np.nonzero(slots[home] == persons[:, None])
            slots[home[where], column] = NOBODY
        people["home"][persons] = NOBODY
        self.mark(home)

    def leave_borough(self, persons: Ids, day: int) -> None:
        """Let people leave the borough for good."""
        if not len(persons):
            return
        self.unsettle(persons, day)
        self.end_second_homes(persons, day)
        self.people["left"][persons] = day

    def second_home(self, persons: Ids, households: Ids, day: int) -> None:
        """Give children a second home with the parent who moved out."""
        self.people["second_home"][persons] = households
        self.people["second_since"][persons] = day

    def end_second_homes(self, persons: Ids, day: int) -> None:
        """End second homes and write them down."""
        people = self.people
        persons = persons[people["second_home"][persons] != NOBODY]
        if len(persons):
            self.residence.add(
                person=persons,
                household=people["second_home"][persons],
                role=SECOND_HOME,
                start=people["second_since"][persons],
                end=day,
            )
            people["second_home"][persons] = NOBODY

    # --- moving households ------------------------------------------------------------------------------------------
    def form(self, number: int, day: int, **values: npt.ArrayLike) -> Ids:
        """Make households."""
        households = self.households.add(number, formed=day, dwelling_since=day, **values)
        self.mark(households)
        return households

    def dissolve(self, households: Ids, day: int) -> None:
        """End households; whoever is still there leaves the borough."""
        if not len(households):
            return
        _, members = self.members(households)
        self.leave_borough(members.astype(np.int64), day)
        rows = self.households
        rows["active"][households] = False
        rows["dissolved"][households] = day
        rows["due"][households] = FOREVER
        self._dissolved.append(households)

    def end_week(self, day: int) -> None:
        """End the second homes that were in households dissolved this week."""
        if self._dissolved:
            gone = np.concatenate(self._dissolved)
            self._dissolved.clear()
            self.end_second_homes(np.flatnonzero(np.isin(self.people["second_home"], gone)), day)

    def promote(self, households: Ids) -> None:
        """Where the carer is gone but another adult is there, let that adult be the carer."""
        adults = self.households["adults"]
        rows = households[(adults[households, 0] == NOBODY) & (adults[households, 1:] != NOBODY).any(axis=1)]
        if not len(rows):
            return
        column = 1 + (adults[rows, 1:] != NOBODY).argmax(axis=1)
        adults[rows, 0] = adults[rows, column]
        adults[rows, column] = NOBODY

    def close(self, day: int) -> None:
        """Write down every stay that is still open."""
        people = self.people
        at_home = np.flatnonzero(people["home"] != NOBODY)
        self.residence.add(
            person=at_home,
            household=people["home"][at_home],
            role=people["role"][at_home],
            start=people["home_since"][at_home],
            end=FOREVER,
        )
        second = np.flatnonzero(people["second_home"] != NOBODY)
        self.residence.add(
            person=second,
            household=people["second_home"][second],
            role=SECOND_HOME,
            start=people["second_since"][second],
            end=FOREVER,
        )
        rows = self.households
        here = np.flatnonzero(rows["active"] & (rows["dwelling"] != NOBODY))
        self.occupation.add(
            household=here, dwelling=rows["dwelling"][here], start=rows["dwelling_since"][here], end=FOREVER
        )
