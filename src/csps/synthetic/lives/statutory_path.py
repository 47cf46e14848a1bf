"""Families with an open case: assessments, section 47 enquiries, conferences, plans and what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER, working_day
from csps.synthetic.lives.path_rates import ASSESSMENT_PHASE, ASSESSMENTS, ENQUIRY_PHASE, OPEN, Path
from csps.synthetic.lives.safeguarding import (
    CARE_HARM,
    CARE_OTHER,
    CLOSED_ENDED,
    CLOSED_NOT_IN_NEED,
    CONTACT_HARM,
)

if TYPE_CHECKING:
    from csps.synthetic.lives.care import Care
    from csps.synthetic.lives.path_rates import PathRates
    from csps.synthetic.lives.registers import Flags, Ids
    from csps.synthetic.lives.safeguarding import Records

WORKING_DAYS = 5


class StatutoryPath:
    """Moves families with an open case along.

    Args:
        records: what is written down.
        path: weekly chances.
        care: takes children in.
    """

    def __init__(self, records: Records, path: PathRates, care: Care) -> None:
        self._records = records
        self._path = path
        self._care = care
        self._rates = path.rates
        self._rng = records.rng

    def week(self, families: Ids, path: npt.NDArray[np.int8], harmed: Flags, day: int) -> None:
        """Live one week.

        Args:
            families: households with children.
            path: where each stood when the week began.
            harmed: to which harm came this week.
            day: the week's Monday.
        """
        self._assessments(families, path, harmed, day)
        self._enquiries(families, path, day)
        for kind in OPEN:
            here = path == kind
            self._open_cases(families[here], kind, harmed[here], day)
        self._plans(families[path == Path.PLAN], day)

    def _chance(self, number: int) -> npt.NDArray[np.float64]:
        return self._rng.random(number)

    def _days(self, number: int, day: int) -> Ids:
        return day + self._rng.integers(0, WORKING_DAYS, number)

    # --- harm -----------------------------------------------------------------------------------------------------
    def _notice(self, families: Ids, harmed: Flags, day: int) -> Flags:
        """Let harm in families with an open case lead to care at once, or to an enquiry; tell which families moved."""
        (seen,) = self._records.of(families, "seen")
        noticed: Flags = harmed & (self._chance(len(families)) < self._path.harm_seen_open[seen])
        taken = noticed & (self._chance(len(families)) < self._rates.looked_after_of_harm)
        days = day + self._rng.integers(0, 7, len(families))
        self._records.contacts.add(household=families[noticed], day=days[noticed], kind=CONTACT_HARM, referred=0)
        self._care.take(families[taken], days[taken], CARE_HARM)
        self._records.go(families[taken], Path.OPEN_SHORT)
        asked = noticed & ~taken
        self._records.start_enquiry(families[asked], days[asked], harm=True)
        return noticed

    # --- assessments ----------------------------------------------------------------------------------------------
    def _assessments(self, families: Ids, path: npt.NDArray[np.int8], harmed: Flags, day: int) -> None:
        here = np.isin(path, ASSESSMENTS)
        families, phase = families[here], path[here]
        moved = self._notice(families, harmed[here], day)
        passes = ~moved & (self._chance(len(families)) < ASSESSMENT_PHASE)
        last = phase == Path.ASSESSMENT_3
        self._records.go(families[passes & ~last], phase[passes & ~last] + 1)
        self._conclude(families[passes & last], day)

    def _conclude(self, families: Ids, day: int) -> None:
        """Let assessments end: in an enquiry, no need, or an open case."""
        number = len(families)
        days = self._days(number, day)
        (joint,) = self._records.of(families, "joint")
        self._records.assess(families, days)
        enquiry = self._chance(number) < self._path.enquiry_of_assessment[joint]
        no_need = ~enquiry & (self._chance(number) < self._rates.not_in_need)
        self._records.start_enquiry(families[enquiry], days[enquiry], harm=False)
        self._records.close(families[no_need], days[no_need], CLOSED_NOT_IN_NEED)
        self._stay_open(families[~enquiry & ~no_need])

    def _stay_open(self, families: Ids) -> None:
        long = self._chance(len(families)) < self._rates.long_case
        self._records.go(families, np.where(long, Path.OPEN_LONG, Path.OPEN_SHORT))

    # --- enquiries ------------------------------------------------------------------------------------------------
    def _enquiries(self, families: Ids, path: npt.NDArray[np.int8], day: int) -> None:
        for first, harm in ((Path.HARM_ENQUIRY_1, True), (Path.CONCERN_ENQUIRY_1, False)):
            here = np.flatnonzero((path == first) | (path == first + 1))
            passes = here[self._chance(len(here)) < ENQUIRY_PHASE]
            self._records.go(families[passes[path[passes] == first]], first + 1)
            self._decide(families[passes[path[passes] == first + 1]], day, harm=harm)

    def _decide(self, families: Ids, day: int, *, harm: bool) -> None:
        """Let enquiries end: substantiated or not, with a conference or not."""
        number, records = len(families), self._records
        days = self._days(number, day)
        seen, case = records.of(families, "seen", "case")
        substantiated = self._chance(number) < self._path.substantiated(harm=harm)[seen]
        conference = substantiated & (self._chance(number) < self._rates.conference_of_substantiated)
        unassessed = records.cases["assessed"][case] == FOREVER
        records.assess(families[unassessed], days[unassessed])
        records.end_enquiry(families, days, substantiated.astype(np.int8) + conference)
        stays = ~substantiated & (self._chance(number) < self._rates.open_after_enquiry)
        closes = ~substantiated & ~stays
        records.close(families[closes], days[closes], CLOSED_ENDED)
        records.go(families[stays], Path.OPEN_SHORT)
        self._stay_open(families[substantiated & ~conference])
        self._confer(families[conference], days[conference])

    def _confer(self, families: Ids, days: Ids) -> None:
        """Hold conferences within 15 working days of the enquiry; most make a plan for the children at home."""
        number, records = len(families), self._records
        held = working_day(days + self._rng.integers(6, 14, number))
        planned = self._chance(number) < self._rates.plan_of_conference
        enquiry, case = records.of(families, "enquiry", "case")
        start = np.where(planned, held, FOREVER)
        plans = records.plans.add(number, enquiry=enquiry, case=case, household=families, conference=held, start=start)
        records.population.households["plan"][families] = plans
        where, children = records.population.children_of(families)
        records.under_plan.add(plan=plans[where], child=children)
        records.go(families[planned], Path.PLAN)
        self._stay_open(families[~planned])

    # --- open cases and plans -------------------------------------------------------------------------------------
    def _open_cases(self, families: Ids, kind: Path, harmed: Flags, day: int) -> None:
        moved = self._notice(families, harmed, day)
        number = len(families)
        (joint,) = self._records.of(families, "joint")
        asked = ~moved & (self._chance(number) < self._path.enquiry_open[joint])
        closes = ~moved & ~asked & (self._chance(number) < self._path.close[kind])
        taken = ~moved & ~asked & ~closes & (self._chance(number) < self._path.looked_after_open[joint])
        days = self._days(number, day)
        self._records.start_enquiry(families[asked], days[asked], harm=False)
        self._records.close(families[closes], days[closes], CLOSED_ENDED)
        self._care.take(families[taken], days[taken], CARE_OTHER)

    def _plans(self, families: Ids, day: int) -> None:
        draw = self._chance(len(families))
        ends = draw < self._path.plan_ends
        taken = ~ends & (draw < self._path.plan_ends + self._path.looked_after_plan)
        days = self._days(len(families), day)
        self._records.end_plan(families[ends], days[ends])
        self._records.go(families[ends], Path.OPEN_SHORT)
        self._care.take(families[taken], days[taken], CARE_HARM)
