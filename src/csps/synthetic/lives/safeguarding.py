"""Families at the front door and beyond: harm, contacts, referrals, assessments, enquiries, plans, care, and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.path_rates import ASSESSMENT_PHASE, ENQUIRY_PHASE, HelpRates, Path, PathRates
from csps.synthetic.lives.population import CARER, CHILD, NOBODY
from csps.synthetic.lives.registers import Ids, Log, Register

if TYPE_CHECKING:
    from csps.synthetic.lives.population import Population
    from csps.synthetic.profile import Profile

NOTED = 0.65  # of the circumstances that trouble a family, an assessment writes this share down
CONTACT_NOISE, CONTACT_CONCERN, CONTACT_HARM = range(3)
NOT_SUBSTANTIATED, SUBSTANTIATED, SUBSTANTIATED_CONFERENCE = range(3)
ENQUIRY_RUNNING = -1
CARE_HARM, CARE_OTHER = range(2)
CLOSED_NFA, CLOSED_NOT_IN_NEED, CLOSED_ENDED, CLOSED_LEFT = range(4)

CASE_COLUMNS: dict[str, tuple[object, ...]] = {
    "household": (np.int32, NOBODY),
    "contact": (np.int32, NOBODY),
    "opened": (np.int32, 0),
    "closed": (np.int32, FOREVER),
    "reason": (np.int8, CLOSED_ENDED),
    "assessed": (np.int32, FOREVER),  # day the assessment was authorised
    "joint": (np.int16, NOBODY),  # the circumstances as they were when the assessment ended
    "noted": (np.int16, 0),  # which of them the assessor wrote down: one bit each, in the order of the profile
}
ENQUIRY_COLUMNS: dict[str, tuple[object, ...]] = {
    "case": (np.int32, NOBODY),
    "household": (np.int32, NOBODY),
    "start": (np.int32, 0),
    "end": (np.int32, FOREVER),
    "harm": (np.bool_, False),
    "outcome": (np.int8, ENQUIRY_RUNNING),
}
PLAN_COLUMNS: dict[str, tuple[object, ...]] = {
    "enquiry": (np.int32, NOBODY),
    "case": (np.int32, NOBODY),
    "household": (np.int32, NOBODY),
    "conference": (np.int32, 0),
    "start": (np.int32, FOREVER),  # FOREVER: the conference made no plan
    "end": (np.int32, FOREVER),
}
CARE_COLUMNS: dict[str, tuple[object, ...]] = {
    "child": (np.int32, NOBODY),
    "household": (np.int32, NOBODY),
    "case": (np.int32, NOBODY),
    "start": (np.int32, 0),
    "end": (np.int32, FOREVER),
    "due_back": (np.int32, FOREVER),
    "cause": (np.int8, CARE_OTHER),
    "ended_by": (np.int8, 0),  # 0 running, 1 home, 2 of age, 3 adopted, 4 elsewhere
}


class Safeguarding:
    """Lives the statutory path of every family, one week at a time.

    Args:
        population: the people.
        levels: level of each circumstance (position, joint state).
        path: weekly chances of the path.
        help_rates: weekly chances of help.
        profile: lengths of care.
        rng: the stream of this part of the borough.
    """

    def __init__(
        self,
        population: Population,
        levels: npt.NDArray[np.int8],
        path: PathRates,
        help_rates: HelpRates,
        profile: Profile,
        rng: np.random.Generator,
    ) -> None:
        self.population = population
        self.levels = levels
        self.path = path
        self.help_rates = help_rates
        self.rates = profile.safeguarding
        self.adoption = profile.demography.adoption
        self.rng = rng
        self.cases = Register(CASE_COLUMNS)
        self.enquiries = Register(ENQUIRY_COLUMNS)
        self.plans = Register(PLAN_COLUMNS)
        self.care = Register(CARE_COLUMNS)
        self.contacts = Log(("household", "day", "kind", "referred"))
        self.harms = Log(("household", "day"))
        self.named = Log(("case", "child", "day"))
        self.under_plan = Log(("plan", "child"))
        self.asked = Log(("enquiry", "child"))
        self.help_log = Log(("household", "kind", "start", "end", "noted"))
        self.adopted: Ids = np.empty(0, dtype=np.int64)  # this week's adopted children, for whom a home is found
        self._case = np.full(1024, NOBODY, dtype=np.int32)
        self._enquiry = np.full(1024, NOBODY, dtype=np.int32)
        self._plan = np.full(1024, NOBODY, dtype=np.int32)
        self._help_since = np.full(1024, FOREVER, dtype=np.int32)
        self._help_noted = np.zeros(1024, dtype=np.int32)

    def week(self, families: Ids, day: int, season: int) -> None:
        """Live one week.

        Args:
            families: the households with a child at home.
            day: the week's Monday.
            season: which seasonal factor contacts follow.
        """
        self._make_room()
        self._help(families, day)
        rows = self.population.households
        path = rows["path"][families].copy()
        harmed = self._harm(families, day)
        self._contacts(families, path, harmed, day, season)
        self._unknown(families[path == Path.NONE], harmed[path == Path.NONE], day)
        self._assessments(families, path, harmed, day)
        self._enquire(families, path, day)
        self._open_cases(families, path, harmed, day)
        self._plans(families[path == Path.PLAN], day)
        self._returns(day)

    # --- harm and contact ---------------------------------------------------------------------------------------------
    def _levels(self, families: Ids) -> tuple[npt.NDArray, ...]:
        rows = self.population.households
        return tuple(rows[name][families] for name in ("exposure", "seen", "frailty", "helped", "joint"))

    def _harm(self, families: Ids, day: int) -> npt.NDArray[np.bool_]:
        exposure, _, frailty, helped, joint = self._levels(families)
        harmed = self.rng.random(len(families), dtype=np.float32) < self.path.harm[exposure, frailty, helped, joint]
        struck = families[harmed]
        self.harms.add(household=struck, day=day + self.rng.integers(0, 7, len(struck)))
        return harmed

    def _contacts(self, families: Ids, path: npt.NDArray, harmed: npt.NDArray, day: int, season: int) -> None:
        """Contacts that say little or voice a concern; without an open case some become referrals."""
        exposure, seen, _, _, joint = self._levels(families)
        chance = self.path.contact[exposure, seen, joint] * np.float32(self.path.season[season])
        made = np.flatnonzero(~harmed & (self.rng.random(len(families), dtype=np.float32) < chance))
        concern = self.rng.random(len(made)) < self.path.concern_share[exposure[made], seen[made], joint[made]]
        share = np.where(concern, self.rates.referred_of_concern, self.rates.referred_of_noise)
        referred = (path[made] == Path.NONE) & (self.rng.random(len(made)) < share)
        days = day + self.rng.integers(0, 7, len(made))
        contacts = self.contacts.add(
            household=families[made],
            day=days,
            kind=np.where(concern, CONTACT_CONCERN, CONTACT_NOISE),
            referred=referred,
        )
        self._refer(families[made][referred], contacts[referred], days[referred])

    def _refer(self, families: Ids, contacts: Ids, days: npt.NDArray) -> None:
        further = self.rng.random(len(families)) >= self.rates.no_further_action
        cases = self._open(families, contacts, days)
        self._close(cases[~further], days[~further], CLOSED_NFA)
        self._go(families[further], Path.ASSESSMENT_1)

    def _unknown(self, families: Ids, harmed: npt.NDArray, day: int) -> None:
        """Harm in a family without an open case: some of it is seen."""
        seen = self.population.households["seen"][families]
        noticed = families[harmed & (self.rng.random(len(families)) < self.path.harm_seen[seen])]
        days = day + self.rng.integers(0, 7, len(noticed))
        contacts = self.contacts.add(household=noticed, day=days, kind=CONTACT_HARM, referred=1)
        self._open(noticed, contacts, days)
        taken = self.rng.random(len(noticed)) < self.rates.looked_after_of_harm
        urgent = self.rng.random(len(noticed)) < self.rates.urgent_of_harm
        self._take_into_care(noticed[taken], days[taken], CARE_HARM)
        self._go(noticed[taken], Path.OPEN_SHORT)
        self._start_enquiry(noticed[~taken & urgent], days[~taken & urgent] + 1, harm=True)
        self._go(noticed[~taken & ~urgent], Path.ASSESSMENT_1)

    # --- the path ---------------------------------------------------------------------------------------------------
    def _open_harm(self, families: Ids, harmed: npt.NDArray, day: int) -> npt.NDArray[np.bool_]:
        """Harm in a family with an open case: care at once, or an enquiry; tells which families moved."""
        seen = self.population.households["seen"][families]
        noticed = harmed & (self.rng.random(len(families)) < self.path.harm_seen_open[seen])
        taken = noticed & (self.rng.random(len(families)) < self.rates.looked_after_of_harm)
        days = day + self.rng.integers(0, 7, len(families))
        self.contacts.add(household=families[noticed], day=days[noticed], kind=CONTACT_HARM, referred=0)
        self._take_into_care(families[taken], days[taken], CARE_HARM)
        self._go(families[taken], Path.OPEN_SHORT)
        asked = noticed & ~taken
        self._start_enquiry(families[asked], days[asked], harm=True)
        return noticed

    def _assessments(self, families: Ids, path: npt.NDArray, harmed: npt.NDArray, day: int) -> None:
        here = (path >= Path.ASSESSMENT_1) & (path <= Path.ASSESSMENT_3)
        assessed, phase = families[here], path[here]
        moved = self._open_harm(assessed, harmed[here], day)
        passes = ~moved & (self.rng.random(len(assessed)) < ASSESSMENT_PHASE)
        self._go(assessed[passes & (phase < Path.ASSESSMENT_3)], phase[passes & (phase < Path.ASSESSMENT_3)] + 1)
        self._conclude(assessed[passes & (phase == Path.ASSESSMENT_3)], day)

    def _conclude(self, families: Ids, day: int) -> None:
        """An assessment ends: an enquiry, no need, or an open case."""
        days = day + self.rng.integers(0, 5, len(families))
        joint = self.population.households["joint"][families]
        self._note(families, days)
        enquiry = self.rng.random(len(families)) < self.path.enquiry_of_assessment[joint]
        no_need = ~enquiry & (self.rng.random(len(families)) < self.rates.not_in_need)
        self._start_enquiry(families[enquiry], days[enquiry], harm=False)
        self._close(self._case[families[no_need]], days[no_need], CLOSED_NOT_IN_NEED)
        self._stay_open(families[~enquiry & ~no_need])

    def _note(self, families: Ids, days: npt.NDArray) -> None:
        """An assessment is authorised: most of what troubles the family is written down."""
        cases = self._case[families]
        self.cases["assessed"][cases] = days
        self.cases["joint"][cases] = self.population.households["joint"][families]
        self.cases["noted"][cases] = self._written_down(families)

    def _written_down(self, families: Ids) -> npt.NDArray[np.int16]:
        """Give the circumstances that an assessor writes down now, one bit each."""
        joint = self.population.households["joint"][families]
        noted = np.zeros(len(families), dtype=np.int16)
        for position, levels in enumerate(self.levels):
            noted |= ((levels[joint] > 0) & (self.rng.random(len(families)) < NOTED)).astype(np.int16) << position
        return noted

    def _stay_open(self, families: Ids) -> None:
        long = self.rng.random(len(families)) < self.rates.long_case
        self._go(families, np.where(long, Path.OPEN_LONG, Path.OPEN_SHORT))

    def _start_enquiry(self, families: Ids, days: npt.NDArray, *, harm: bool) -> None:
        if not len(families):
            return
        enquiries = self.enquiries.add(
            len(families), case=self._case[families], household=families, start=days, harm=harm
        )
        self._enquiry[families] = enquiries
        where, children = self.population.children_of(families)
        self.asked.add(enquiry=enquiries[where], child=children)
        self.named.add(case=self._case[families][where], child=children, day=days[where])
        self._go(families, Path.HARM_ENQUIRY_1 if harm else Path.CONCERN_ENQUIRY_1)

    def _enquire(self, families: Ids, path: npt.NDArray, day: int) -> None:
        for first, harm in ((Path.HARM_ENQUIRY_1, True), (Path.CONCERN_ENQUIRY_1, False)):
            here = np.flatnonzero((path == first) | (path == first + 1))
            passes = here[self.rng.random(len(here)) < ENQUIRY_PHASE]
            self._go(families[passes[path[passes] == first]], first + 1)
            self._decide(families[passes[path[passes] == first + 1]], day, harm=harm)

    def _decide(self, families: Ids, day: int, *, harm: bool) -> None:
        """An enquiry ends: substantiated or not, a conference or not, a plan or not."""
        days = day + self.rng.integers(0, 5, len(families))
        seen = self.population.households["seen"][families]
        substantiated = self.rng.random(len(families)) < self.path.substantiated(harm=harm)[seen]
        conference = substantiated & (self.rng.random(len(families)) < self.rates.conference_of_substantiated)
        enquiries = self._enquiry[families]
        unassessed = self.cases["assessed"][self._case[families]] == FOREVER
        self._note(families[unassessed], days[unassessed])
        self.enquiries["end"][enquiries] = days
        self.enquiries["outcome"][enquiries] = substantiated.astype(np.int8) + conference
        stays = ~substantiated & (self.rng.random(len(families)) < self.rates.open_after_enquiry)
        closes = ~substantiated & ~stays
        self._close(self._case[families[closes]], days[closes], CLOSED_ENDED)
        self._go(families[closes], Path.NONE)
        self._go(families[stays], Path.OPEN_SHORT)
        self._stay_open(families[substantiated & ~conference])
        self._confer(families[conference], days[conference])

    def _confer(self, families: Ids, days: npt.NDArray) -> None:
        held = days + self.rng.integers(6, 14, len(families))
        planned = self.rng.random(len(families)) < self.rates.plan_of_conference
        enquiries = self._enquiry[families]
        plans = self.plans.add(
            len(families),
            enquiry=enquiries,
            case=self._case[families],
            household=families,
            conference=held,
            start=np.where(planned, held, FOREVER),
        )
        self._plan[families] = plans
        where, children = self.population.children_of(families)
        self.under_plan.add(plan=plans[where], child=children)
        self._go(families[planned], Path.PLAN)
        self._stay_open(families[~planned])

    def _open_cases(self, families: Ids, path: npt.NDArray, harmed: npt.NDArray, day: int) -> None:
        for kind in (Path.OPEN_SHORT, Path.OPEN_LONG):
            here = path == kind
            cases = families[here]
            moved = self._open_harm(cases, harmed[here], day)
            joint = self.population.households["joint"][cases]
            asked = ~moved & (self.rng.random(len(cases)) < self.path.enquiry_open[joint])
            closes = ~moved & ~asked & (self.rng.random(len(cases)) < self.path.close[kind])
            taken = ~moved & ~asked & ~closes & (self.rng.random(len(cases)) < self.path.looked_after_open[joint])
            days = day + self.rng.integers(0, 5, len(cases))
            self._start_enquiry(cases[asked], days[asked], harm=False)
            self._close(self._case[cases[closes]], days[closes], CLOSED_ENDED)
            self._go(cases[closes], Path.NONE)
            self._take_into_care(cases[taken], days[taken], CARE_OTHER)

    def _plans(self, families: Ids, day: int) -> None:
        draw = self.rng.random(len(families))
        ends = draw < self.path.plan_ends
        taken = ~ends & (draw < self.path.plan_ends + self.path.looked_after_plan)
        days = day + self.rng.integers(0, 5, len(families))
        self._end_plans(families[ends], days[ends])
        self._go(families[ends], Path.OPEN_SHORT)
        self._take_into_care(families[taken], days[taken], CARE_HARM)

    def _end_plans(self, families: Ids, days: npt.ArrayLike) -> None:
        plans = self._plan[families]
        self.plans["end"][plans] = np.maximum(days, self.plans["start"][plans] + 1)

    # --- care ---------------------------------------------------------------------------------------------------------
    def _take_into_care(self, families: Ids, days: npt.NDArray, cause: int) -> None:
        """One child of each family, and each other child with an even chance, becomes looked after."""
        where, children = self.population.children_of(families)
        if not len(children):
            return
        index = np.zeros(len(children), dtype=bool)
        index[np.unique(where, return_index=True)[1]] = True
        taken = index | (self.rng.random(len(children)) < 0.5)
        where, children = where[taken], children[taken].astype(np.int64)
        short, long = self.rates.care_weeks
        weeks = np.where(self.rng.random(len(children)) < self.rates.long_care, long, short)
        length = (self.rng.exponential(weeks * 7.0)).astype(np.int32) + 3
        start = days[where]
        self.care.add(
            len(children),
            child=children,
            household=families[where],
            case=self._case[families][where],
            start=start,
            due_back=start + length,
            cause=cause,
        )
        self.named.add(case=self._case[families][where], child=children, day=start)
        self.population.unsettle(children, int(start.max()))
        self.population.end_second_homes(children, int(start.max()))
        self.population.people["in_care"][children] = True

    def _returns(self, day: int) -> None:
        """Looked-after children come home, come of age, are adopted, or go elsewhere."""
        care, people = self.care, self.population.people
        running = np.flatnonzero(care["end"] == FOREVER)
        child = care["child"][running].astype(np.int64)
        age = self.population.ages(child, day)
        adult = age >= 17.98
        adopted = ~adult & (age < 6) & (self.rng.random(len(child)) < self.adoption / 52)
        back = ~adult & ~adopted & (care["due_back"][running] <= day)
        for chosen, how in ((adult, 2), (adopted, 3), (back, 1)):
            ended = running[chosen]
            care["end"][ended] = np.maximum(day, care["start"][ended] + 1)
            care["ended_by"][ended] = how
            people["in_care"][child[chosen]] = False
        self._home(running[back], day)
        self.population.leave_borough(child[adult], day)
        people["left"][child[adult]] = day
        self.adopted = child[adopted]
        people["adopted_on"][self.adopted] = day

    def _home(self, care_rows: Ids, day: int) -> None:
        care, rows = self.care, self.population.households
        child = care["child"][care_rows].astype(np.int64)
        home = care["household"][care_rows].astype(np.int64)
        there = rows["active"][home] & (rows["adults"][home, 0] != NOBODY)
        care["ended_by"][care_rows[~there]] = 4
        self.population.people["left"][child[~there]] = day
        while there.any():
            _, first = np.unique(home[there], return_index=True)
            now = np.flatnonzero(there)[first]
            self.population.settle(child[now], home[now], CHILD, day)
            there[now] = False

    # --- help ---------------------------------------------------------------------------------------------------------
    def _help(self, families: Ids, day: int) -> None:
        """Early help and the programme begin and end."""
        rows = self.population.households
        exposure, seen, _, helped, joint = self._levels(families)
        path = rows["path"][families]
        draw = self.rng.random(len(families), dtype=np.float32)
        programme = self.help_rates.programme[joint]
        known = (helped == 1) | ((helped == 0) & (path >= Path.OPEN_SHORT))
        attached = known & (draw < programme)
        begins = ~attached & (helped == 0) & (draw < self.help_rates.early_help[exposure, seen, joint] + known * programme)
        ends = ~attached & (helped == 1) & (draw < programme + self.help_rates.early_help_ends)
        ends |= (helped == 2) & (draw < self.help_rates.programme_ends)
        days = day + self.rng.integers(0, 5, len(families))
        self._end_help(families[ends | (attached & (helped == 1))], days[ends | (attached & (helped == 1))])
        rows["helped"][families[ends]] = 0
        for chosen, kind in ((attached, 2), (begins, 1)):
            rows["helped"][families[chosen]] = kind
            self._help_since[families[chosen]] = days[chosen]
            self._help_noted[families[chosen]] = self._written_down(families[chosen])

    def _end_help(self, households: Ids, days: npt.ArrayLike) -> None:
        since = self._help_since[households]
        self.help_log.add(
            household=households,
            kind=self.population.households["helped"][households],
            start=since,
            end=np.maximum(days, since + 1),
            noted=self._help_noted[households],
        )
        self._help_since[households] = FOREVER

    # --- bookkeeping --------------------------------------------------------------------------------------------------
    def _open(self, families: Ids, contacts: Ids, days: npt.NDArray) -> Ids:
        cases = self.cases.add(len(families), household=families, contact=contacts, opened=days)
        self._case[families] = cases
        where, children = self.population.children_of(families)
        first = np.zeros(len(children), dtype=bool)
        first[np.unique(where, return_index=True)[1]] = True
        named = first | (self.rng.random(len(children)) < self.rates.child_in_referral)
        self.named.add(case=cases[where[named]], child=children[named], day=days[where[named]])
        return cases

    def _close(self, cases: npt.NDArray, days: npt.NDArray, reason: int) -> None:
        self.cases["closed"][cases] = np.maximum(days, self.cases["opened"][cases])
        self.cases["reason"][cases] = reason
        self._go(self.cases["household"][cases], Path.NONE)

    def _go(self, families: npt.NDArray, path: npt.ArrayLike) -> None:
        self.population.households["path"][families] = path

    def leave(self, day: int) -> None:
        """Close what is open for households without children, or that dissolved."""
        rows = self.population.households
        childless = np.flatnonzero(((rows["path"] != Path.NONE) | (rows["helped"] != 0)))
        gone = childless[~rows["active"][childless] | (self.population.child_count(childless) == 0)]
        planned = gone[rows["path"][gone] == Path.PLAN]
        self._end_plans(planned, np.full(len(planned), day))
        asked = gone[(rows["path"][gone] >= Path.HARM_ENQUIRY_1) & (rows["path"][gone] <= Path.CONCERN_ENQUIRY_2)]
        self.enquiries["end"][self._enquiry[asked]] = day
        self.enquiries["outcome"][self._enquiry[asked]] = NOT_SUBSTANTIATED
        open_ones = gone[rows["path"][gone] != Path.NONE]
        self._close(self._case[open_ones], np.full(len(open_ones), day), CLOSED_LEFT)
        helped = gone[rows["helped"][gone] != 0]
        self._end_help(helped, day)
        rows["helped"][helped] = 0

    def close(self) -> None:
        """Write down the help that still runs."""
        running = np.flatnonzero(self.population.households["helped"] != 0)
        self.help_log.add(
            household=running,
            kind=self.population.households["helped"][running],
            start=self._help_since[running],
            end=FOREVER,
            noted=self._help_noted[running],
        )

    def _make_room(self) -> None:
        count = self.population.households.count
        for name, empty in (("_case", NOBODY), ("_enquiry", NOBODY), ("_plan", NOBODY), ("_help_since", FOREVER), ("_help_noted", 0)):
            column = getattr(self, name)
            if count > len(column):
                grown = np.full(2 * count, empty, dtype=np.int32)
                grown[: len(column)] = column
                setattr(self, name, grown)
