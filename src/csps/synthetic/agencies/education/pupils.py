"""The children who may be on a roll: when they live in the borough, and what stays with them through their schooling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.education.terms import YEAR_13, reception_autumn, school_terms
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import ROLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

PRIVATE_SHARE = 0.05  # of children, in independent schools, which send the council no registers
INDEPENDENT_CHAREDI_SHARE = 0.75
SIXTH_FORM = (0.33, 0.22)  # stays on at the same school; goes to a college that is known to the council
SPECIAL_SCHOOL = (0.15, 0.20)  # of children with a plan: from reception; from year 7
NEVER_SPECIAL = 9
LONG_AGO = -(10**6)


@dataclass(frozen=True)
class Pupils:
    """Children whose schooling falls into the lived years and who are not in independent schools.

    Attributes:
        person: true person.
        begin, end: the days between which they live in the borough; who was there at the founding began long ago.
        reception: the autumn of reception.
        send: special educational needs in truth: 0 none, 1 support, 2 plan.
        adopted: day of the new identity, FOREVER for most.
        sixth: 0 leaves at 16 (or is lost sight of), 1 stays on, 2 goes to college.
        special_from: the phase from which a special school is attended, NEVER_SPECIAL for most.
    """

    person: Ids
    begin: Ids
    end: Ids
    reception: Ids
    send: Ids
    adopted: Ids
    sixth: Ids
    special_from: Ids

    def __len__(self) -> int:
        return len(self.person)


def pupils_of(watch: Watch) -> Pupils:
    """Find the children a borough's state schools may know."""
    rng = watch.rng("education pupils")
    people = watch.history.people
    everyone = len(people["birth"])
    independent = np.where(_charedi(watch)[people["community"]], INDEPENDENT_CHAREDI_SHARE, PRIVATE_SHARE)
    draws = rng.random((4, everyone))
    lived_from = watch.calendar.first_day(-watch.calendar.burn_in)
    arrived = np.maximum(people["arrived"], people["birth"]).astype(np.int64)
    begin = np.where(people["arrived"] <= lived_from, LONG_AGO, arrived + 3 + (draws[1] * 28).astype(np.int64))
    end = np.minimum(people["left"], people["death"]).astype(np.int64)
    reception = reception_autumn(people["birth"])
    terms = school_terms()
    schooled = (terms.last_day(reception + YEAR_13) >= lived_from) & (
        terms.first_day(reception) < watch.calendar.end_day
    )
    person = np.flatnonzero(schooled & (draws[0] >= independent) & (begin < end) & (end > lived_from))
    send = people["send"][person].astype(np.int64)
    sixth = np.searchsorted(np.cumsum(SIXTH_FORM), draws[2][person], side="right")
    special = np.searchsorted(np.cumsum(SPECIAL_SCHOOL), draws[3][person], side="right")
    return Pupils(
        person=person,
        begin=begin[person],
        end=end[person],
        reception=reception[person],
        send=send,
        adopted=people["adopted_on"][person].astype(np.int64),
        sixth=np.array([1, 2, 0])[sixth],
        special_from=np.where((send == 2) & (special < 2), special, NEVER_SPECIAL),
    )


def _charedi(watch: Watch) -> npt.NDArray[np.bool_]:
    """Tell which communities mostly keep independent schools of their own."""
    return np.array(["charedi" in code for code in watch.book.customs.codes])


def moves_of(watch: Watch, pupils: Pupils) -> tuple[Ids, Ids]:
    """Give the moves of home within the borough: child (row of `pupils`) and day."""
    stays, homes = watch.history.person_stays, watch.history.dwelling_stays
    first = np.searchsorted(stays.key, pupils.person, side="left")
    count = np.searchsorted(stays.key, pupils.person, side="right") - first
    child, row = expanded(first, count)
    household = stays.value[row]
    first = np.searchsorted(homes.key, household, side="left")
    count = np.searchsorted(homes.key, household, side="right") - first
    which, place = expanded(first, count)
    day = np.maximum(stays.start[row][which], homes.start[place]).astype(np.int64)
    within = (day < np.minimum(stays.end[row][which], homes.end[place])) & (day < FOREVER)
    within &= watch.history.person_roles[row][which] == ROLES.index("child")
    child, day = child[which][within], day[within]
    later = day > np.maximum(pupils.begin[child], watch.calendar.first_day(-watch.calendar.burn_in)) + 60
    return child[later], day[later]


def expanded(first: npt.NDArray[np.integer], count: npt.NDArray[np.integer]) -> tuple[Ids, Ids]:
    """Expand ranges of rows: which range each row is of, and the row.

    >>> expanded(np.array([4, 9]), np.array([2, 1]))
    (array([0, 0, 1]), array([4, 5, 9]))
    """
    which = np.repeat(np.arange(len(first)), count)
    row = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return which, row
