"""What children's services write down of families: cases, enquiries, plans, care, contacts and help.

The rows are kept here; who moves families along is `front_door`, `statutory_path`, `care` and `support`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.lives.population import NOBODY
from csps.synthetic.lives.registers import Columns, Ids, Log, Register

if TYPE_CHECKING:
    from csps.synthetic.lives.population import Population

NOTED = 0.65  # of the circumstances that trouble a family, an assessment writes this share down
CONTACT_NOISE, CONTACT_CONCERN, CONTACT_HARM = range(3)
NOT_SUBSTANTIATED, SUBSTANTIATED, SUBSTANTIATED_CONFERENCE = range(3)
ENQUIRY_RUNNING = -1
CARE_HARM, CARE_OTHER = range(2)
CARE_RUNNING, CAME_HOME, CAME_OF_AGE, ADOPTED, ELSEWHERE = range(5)
CLOSED_NFA, CLOSED_NOT_IN_NEED, CLOSED_ENDED, CLOSED_LEFT = range(4)

CASE_COLUMNS: Columns = {
    "household": (np.int32, NOBODY),
    "contact": (np.int32, NOBODY),
    "opened": (np.int32, 0),
    "closed": (np.int32, FOREVER),
    "reason": (np.int8, CLOSED_ENDED),
    "assessed": (np.int32, FOREVER),  # day the assessment was authorised
    "joint": (np.int16, NOBODY),  # the circumstances as they were when the assessment ended
    "noted": (np.int16, 0),  # which of them the assessor wrote down: one bit each, in the order of the profile
}
ENQUIRY_COLUMNS: Columns = {
    "case": (np.int32, NOBODY),
    "household": (np.int32, NOBODY),
    "start": (np.int32, 0),
    "end": (np.int32, FOREVER),
    "harm": (np.bool_, False),
    "outcome": (np.int8, ENQUIRY_RUNNING),
}
PLAN_COLUMNS: Columns = {
    "enquiry": (np.int32, NOBODY),
    "case": (np.int32, NOBODY),
    "household": (np.int32, NOBODY),
    "conference": (np.int32, 0),
    "start": (np.int32, FOREVER),  # FOREVER: the conference made no plan
    "end": (np.int32, FOREVER),
}
CARE_COLUMNS: Columns = {
    "child": (np.int32, NOBODY),
    "household": (np.int32, NOBODY),
    "case": (np.int32, NOBODY),
    "start": (np.int32, 0),
    "end": (np.int32, FOREVER),
    "due_back": (np.int32, FOREVER),
    "cause": (np.int8, CARE_OTHER),
    "ended_by": (np.int8, CARE_RUNNING),
}


class Records:
    """The rows, and the few ways in which they are written.

    Args:
        population: the people; a household knows its running case, enquiry and plan.
        levels: level of each circumstance (position, joint state).
        rng: the stream of this part of the borough.
    """

    def __init__(self, population: Population, levels: npt.NDArray[np.int8], rng: np.random.Generator) -> None:
        self.population = population
        self.rng = rng
        self._levels = levels
        self.cases = Register(CASE_COLUMNS)
        self.enquiries = Register(ENQUIRY_COLUMNS)
        self.plans = Register(PLAN_COLUMNS)
        self.care = Register(CARE_COLUMNS)
        self.contacts = Log(("household", "day", "kind", "referred"))
        self.harms = Log(("household", "day"))
        self.named = Log(("case", "child", "day"))
        self.under_plan = Log(("plan", "child"))
        self.asked = Log(("enquiry", "child"))
        self.help = Log(("household", "kind", "start", "end", "noted"))

    # --- families -------------------------------------------------------------------------------------------------
    def of(self, families: Ids, *columns: str) -> tuple[npt.NDArray[np.integer], ...]:
        """Give columns of the families' households."""
        rows = self.population.households
        return tuple(rows[name][families] for name in columns)

    def go(self, families: Ids, path: npt.ArrayLike) -> None:
        """Let families stand elsewhere on the path."""
        self.population.households["path"][families] = path

    def write_down(self, families: Ids) -> npt.NDArray[np.int16]:
        """Give the circumstances that somebody who assesses a family now writes down, one bit each."""
        (joint,) = self.of(families, "joint")
        noted = np.zeros(len(families), dtype=np.int16)
        for position, levels in enumerate(self._levels):
            noted |= ((levels[joint] > 0) & (self.rng.random(len(families)) < NOTED)).astype(np.int16) << position
        return noted

    # --- cases ----------------------------------------------------------------------------------------------------
    def open(self, families: Ids, contacts: Ids, days: Ids, *, named: float) -> Ids:
        """Open a case for each family; one child is named in the referral, each other one with a chance of `named`."""
        cases = self.cases.add(len(families), household=families, contact=contacts, opened=days)
        self.population.households["case"][families] = cases
        where, children = self.population.children_of(families)
        is_named = first_of_each(where) | (self.rng.random(len(children)) < named)
        where, children = where[is_named], children[is_named]
        self.named.add(case=cases[where], child=children, day=days[where])
        return cases

    def assess(self, families: Ids, days: Ids) -> None:
        """Authorise the assessments of families: most of what troubles them is written down."""
        cases, joint = self.of(families, "case", "joint")
        self.cases["assessed"][cases] = days
        self.cases["joint"][cases] = joint
        self.cases["noted"][cases] = self.write_down(families)

    def close(self, families: Ids, days: Ids, reason: int) -> None:
        """Close the running cases of families."""
        cases, plans = self.of(families, "case", "plan")
        closed = np.maximum(days, self.cases["opened"][cases])
        self.cases["closed"][cases] = closed
        self.cases["reason"][cases] = reason
        self.go(families, Path.NONE)
        met = np.flatnonzero(plans != NOBODY)
        met = met[self.plans["case"][plans[met]] == cases[met]]
        conference = self.plans["conference"]
        conference[plans[met]] = np.minimum(conference[plans[met]], closed[met])  # none is held about a closed case

    # --- enquiries and plans --------------------------------------------------------------------------------------
    def start_enquiry(self, families: Ids, days: Ids, *, harm: bool) -> None:
        """Start an enquiry about the children at home."""
        if not len(families):
            return
        (cases,) = self.of(families, "case")
        enquiries = self.enquiries.add(len(families), case=cases, household=families, start=days, harm=harm)
        self.population.households["enquiry"][families] = enquiries
        where, children = self.population.children_of(families)
        self.asked.add(enquiry=enquiries[where], child=children)
        self.named.add(case=cases[where], child=children, day=days[where])
        self.go(families, Path.HARM_ENQUIRY_1 if harm else Path.CONCERN_ENQUIRY_1)

    def end_enquiry(self, families: Ids, days: npt.ArrayLike, outcome: npt.ArrayLike) -> None:
        """End the running enquiries of families."""
        (enquiries,) = self.of(families, "enquiry")
        self.enquiries["end"][enquiries] = days
        self.enquiries["outcome"][enquiries] = outcome

    def end_plan(self, families: Ids, days: npt.ArrayLike) -> None:
        """End the running plans of families; one that has hardly begun began the day before."""
        (plans,) = self.of(families, "plan")
        days = np.broadcast_to(days, plans.shape)
        for column in ("conference", "start"):
            self.plans[column][plans] = np.minimum(self.plans[column][plans], days - 1)
        self.plans["end"][plans] = days


def first_of_each(where: Ids) -> npt.NDArray[np.bool_]:
    """Tell which entries are the first of their kind in a sorted array.

    >>> first_of_each(np.array([0, 0, 2])).tolist()
    [True, False, True]
    """
    first = np.ones(len(where), dtype=bool)
    first[1:] = where[1:] != where[:-1]
    return first
