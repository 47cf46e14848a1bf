"""The family programme's own case record: who was attached and when, needs at the start, and how it closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between, staff
from csps.synthetic.agencies.childrens_social_care.family_needs import (
    CODES,
    SUPPORTING_FAMILIES_FROM,
    at_least,
    codes_of,
    needs_noticed,
    needs_there,
)
from csps.synthetic.agencies.childrens_social_care.signs import Signs, occurred
from csps.synthetic.agencies.childrens_social_care.tellings import Telling, known_after, told, told_twice
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates, working_day
from csps.synthetic.lives.population import CARER, NOBODY, PARTNER
from csps.synthetic.lives.population import CHILD as CHILD_ROLE

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

ON_THE_PROGRAMME = 2  # `History.help` kind
IDENTIFIED_BEFORE, CONSENT_AFTER, ASSESSED_BEFORE, PLAN_AFTER = (21, 60), (3, 14), (0, 6), (0, 14)
STEP_DOWN_BEFORE = 56
JUDGED_AFTER = (0, 28)
DELAY = (0, 6)
STAGES = ("IDENTIFIED", "CONSENT", "ASSESSMENT", "PLAN", "STEP_DOWN", "CLOSED")
SERVICES: dict[str, float] = {
    "EARLY_HELP": 55, "CHILDREN": 8, "SCHOOL": 13, "HEALTH": 8, "YOUTH_JUSTICE": 4, "HOUSING": 4, "VOLUNTARY": 8,
}  # fmt: skip
CHILDREN_LEADS = 90.0  # weight of social care where it has an open case
OUTCOMES = ("SUSTAINED", "PARTIAL", "NONE", "NOT_JUDGED")
CLOSURES = ("OUTCOMES_MET", "WITHDREW", "STEP_UP", "MOVED", "NO_ENGAGEMENT", "OTHER")
OUTCOMES_MET, WITHDREW, STEP_UP, MOVED, NO_ENGAGEMENT, OTHER = range(6)
STATUSES = ("OPEN", "MET", "UNMET")
OPEN, MET, UNMET = range(3)
LEAVES = (0.06, 0.05, 0.04)  # withdrew, no engagement, other: of those who neither moved nor stepped up
MET_IF_GONE, MET_IF_THERE = 0.85, 0.30  # a need is judged met, by whether its cause is gone
OF_THE_CASE = 0.6  # share of luck that all needs of a case have in common
STILL_HAPPENING = 180  # days before the end in which an event counts as still there


@dataclass(frozen=True)
class Cases:
    """One entry per case, in order of the spells of help. Days are FOREVER where it has not come to that."""

    household: Ids
    identified: Ids
    consent: Ids
    assessed: Ids
    attached: Ids
    plan: Ids
    step_down: Ids
    closed: Ids
    judged: Ids

    def __len__(self) -> int:
        return len(self.household)


def watch_programme(watch: Watch) -> list[Batch]:
    """Give every case as it moves through its stages, its members, and its needs at the start and at the end."""
    cases, signs = _cases(watch), Signs(watch.history)
    family, code, place = _needs(watch, cases, signs)
    closure = _closures(watch, cases)
    status = _statuses(watch, cases, signs, (family, place), closure)
    outcome = _outcomes(cases, family, status, closure)
    return [
        _told_cases(watch, cases, signs, closure, outcome),
        _members(watch, cases),
        _told_needs(watch, cases, (family, code), status),
    ]


def _cases(watch: Watch) -> Cases:
    help_, calendar, rng = watch.history.help, watch.calendar, watch.rng("programme cases")
    rows = np.flatnonzero((help_["kind"] == ON_THE_PROGRAMME) & (help_["end"] >= calendar.start_day))
    count = len(rows)
    attached, closed = help_["start"][rows].astype(np.int64), help_["end"][rows].astype(np.int64)
    closed = np.where(closed > calendar.end_day, FOREVER, closed)
    identified = working_day(attached - days_between(rng, count, IDENTIFIED_BEFORE))
    step_down = np.where(closed < FOREVER, closed - STEP_DOWN_BEFORE, FOREVER)
    plan = np.minimum(attached + days_between(rng, count, PLAN_AFTER), closed)
    return Cases(
        household=help_["household"][rows].astype(np.int64),
        identified=identified,
        consent=working_day(identified + days_between(rng, count, CONSENT_AFTER)),
        assessed=working_day(attached - days_between(rng, count, ASSESSED_BEFORE)),
        attached=attached,
        plan=plan,
        step_down=np.where(step_down > plan, step_down, FOREVER),
        closed=closed,
        judged=known_after(closed, days_between(rng, count, JUDGED_AFTER)),
    )


def _needs(watch: Watch, cases: Cases, signs: Signs) -> tuple[Ids, Ids, Ids]:
    """List the needs found by the whole-family assessment: case, place in CODES, place in NEEDS."""
    rng = watch.rng("programme needs")
    found = needs_noticed(signs, cases.household, cases.assessed, rng)
    required = np.where(cases.identified >= SUPPORTING_FAMILIES_FROM, 3, 2)
    return codes_of(at_least(found, required, cases.identified, rng), cases.identified)


def _closures(watch: Watch, cases: Cases) -> Ids:
    """Draw why each case closed; the caller hides it while the case is open."""
    rng, history = watch.rng("programme closures"), watch.history
    leaves = np.array((1.0 - sum(LEAVES), *LEAVES))
    closure = np.array((OUTCOMES_MET, WITHDREW, NO_ENGAGEMENT, OTHER))[rng.choice(4, len(cases), p=leaves)]
    last = np.minimum(cases.closed, watch.calendar.end_day - 1)
    stepped_up = occurred(
        history.enquiries["household"], history.enquiries["start"], cases.household, last - STEP_DOWN_BEFORE, last
    )
    closure[stepped_up] = STEP_UP
    closure[history.carer(cases.household, last) == NOBODY] = MOVED
    return closure


def _statuses(watch: Watch, cases: Cases, signs: Signs, needs: tuple[Ids, Ids], closure: Ids) -> Ids:
    """Judge each need at the end: met more often where its cause is really gone."""
    rng = watch.rng("programme statuses")
    family, place = needs
    last = np.minimum(cases.closed, watch.calendar.end_day - 1)
    there = needs_there(signs, cases.household, last, within=STILL_HAPPENING)[family, place]
    luck = OF_THE_CASE * rng.random(len(cases))[family] + (1 - OF_THE_CASE) * rng.random(len(family))
    met = luck < np.where(there, MET_IF_THERE, MET_IF_GONE)
    left = np.isin(closure, (WITHDREW, MOVED, NO_ENGAGEMENT))[family]
    return np.where(left, OPEN, np.where(met, MET, UNMET))


def _outcomes(cases: Cases, family: Ids, status: Ids, closure: Ids) -> Ids:
    """Judge each case by its needs: all met, some, none, or not judged."""
    number = np.bincount(family, minlength=len(cases))
    met = np.bincount(family[status == MET], minlength=len(cases))
    outcome = np.select([met == number, met > 0], [0, 1], default=2)
    return np.where(np.isin(closure, (WITHDREW, MOVED, NO_ENGAGEMENT)), 3, outcome)


def _told_cases(watch: Watch, cases: Cases, signs: Signs, closure: Ids, outcome: Ids) -> Batch:
    rng, count = watch.rng("programme cases told"), len(cases)
    words = list(SERVICES)
    weights = np.tile(np.array(list(SERVICES.values()), dtype=float), (count, 1))
    weights[signs.open_case(cases.household, cases.attached), words.index("CHILDREN")] = CHILDREN_LEADS
    closure = np.where((closure == OUTCOMES_MET) & (outcome == 2), OTHER, closure)
    over = cases.closed < FOREVER
    columns: dict[str, Values] = {
        "case_ref": _references(cases),
        "rule_set": coded((cases.identified >= SUPPORTING_FAMILIES_FROM).astype(int), ("TFP2015", "SF2022")),
        "stage": coded(np.zeros(count, dtype=int), STAGES),
        "identified_on": as_dates(cases.identified),
        "consent_on": as_dates(cases.consent),
        "assessed_on": as_dates(cases.assessed),
        "attached_on": as_dates(cases.attached),
        "plan_on": as_dates(cases.plan),
        "lead_service": coded(by_weight(rng, weights), words),
        "lead_practitioner_id": staff(rng, np.arange(count)),
        "closed_on": as_dates(cases.closed),
        "closure_reason": coded(np.where(over, closure, -1), CLOSURES),
        "outcome": coded(np.where(over, outcome, -1), OUTCOMES),
        "outcome_on": as_dates(cases.judged),
    }
    tellings = _stage_tellings(cases, days_between(rng, count, DELAY))
    batch = told("feeds.programme_case", columns, {}, tellings)
    stages = np.repeat(np.arange(len(STAGES)), [len(telling.rows) for telling in tellings])
    return Batch(batch.table, {**batch.columns, "stage": coded(stages, STAGES)}, batch.known, {})


def _stage_tellings(cases: Cases, delay: Ids) -> list[Telling]:
    """Tell a case once per stage, later stages never before earlier ones."""
    closing = ("closed_on", "closure_reason", "outcome", "outcome_on")
    planning = ("assessed_on", "attached_on", "plan_on", "lead_service", "lead_practitioner_id", *closing)
    steps = (
        (cases.identified, ("consent_on", *planning)),
        (cases.identified + 2, ("consent_on", *planning)),
        (cases.consent, planning),
        (cases.plan, closing),
        (cases.step_down, closing),
        (cases.judged, ()),
    )
    known = np.zeros(len(cases), dtype=np.int64)
    tellings = []
    for day, hides in steps:
        reached = np.flatnonzero(day < FOREVER)
        known[reached] = np.maximum(known[reached] + 1, day[reached] + delay[reached])
        tellings.append(Telling(reached, known[reached], hides))
    return tellings


def _references(cases: Cases, rows: Ids | None = None) -> Values:
    return numbered("FP", np.arange(len(cases)) if rows is None else rows, width=5)


def _members(watch: Watch, cases: Cases) -> Batch:
    """Give the people at home when the family was attached, and again when one of them has left."""
    history, rng = watch.history, watch.rng("programme members")
    which, rows = history.household_stays.on(cases.household, cases.attached)
    at_home = history.roles[rows] <= 3
    which, rows = which[at_home], rows[at_home]
    person, role = history.household_stays.value[rows].astype(np.int64), history.roles[rows]
    joined = cases.attached[which]
    left = np.minimum(history.household_stays.end[rows].astype(np.int64), FOREVER)
    left = np.where((left < cases.closed[which]) & (left <= watch.calendar.end_day), left, FOREVER)
    register = Register(watch, "programme", person, joined, prefix="FPP", learns_of_moves=0.8)
    record = register.record_of(person, joined)
    columns: dict[str, Values] = {
        "case_ref": _references(cases, which),
        "person_ref": register.reference(record),
        **register.identity(record, table("feeds.programme_member"), joined),
        "sex": coded(register.sex(record), ("U", "M", "F")),
        "is_main_contact": role == CARER,
        "relationship": _relationships(watch, cases, (which, person, role)),
        "joined_on": as_dates(joined),
        "left_on": as_dates(left),
    }
    return told_twice(
        "feeds.programme_member",
        columns,
        {"person_ref": person},
        opened=joined + days_between(rng, len(which), DELAY),
        ended=known_after(left, 5 * days_between(rng, len(which), DELAY)),
        hides=("left_on",),
    )


def _relationships(watch: Watch, cases: Cases, members: tuple[Ids, Ids, npt.NDArray[np.integer]]) -> Values:
    """Tell how each member is related to the carer, who speaks for the family."""
    which, person, role = members
    people, carer = watch.history.people, watch.history.carer(cases.household, cases.attached)[which]
    own = (people["mother"][person] == carer) | (people["father"][person] == carer)
    parent = (people["mother"][carer] == person) | (people["father"][carer] == person)
    elder = people["birth"][person] < people["birth"][carer] - 15 * 365
    words = ("SELF", "PARTNER", "CHILD", "PARENT", "GRANDPARENT", "OTHER_RELATIVE")
    chosen = [role == CARER, role == PARTNER, (role == CHILD_ROLE) | own, parent | elder]
    return coded(np.select(chosen, [0, 1, 2, 3], default=5), words)


def _told_needs(watch: Watch, cases: Cases, needs: tuple[Ids, Ids], status: Ids) -> Batch:
    """Give each need when it is found, and again when it is judged."""
    rng, (family, code) = watch.rng("programme needs told"), needs
    judged = cases.judged[family]
    columns: dict[str, Values] = {
        "case_ref": _references(cases, family),
        "need": coded(code, CODES),
        "identified_on": as_dates(cases.assessed[family]),
        "status": coded(np.where(judged < FOREVER, status, OPEN), STATUSES),
        "ended_on": as_dates(np.where(status == OPEN, FOREVER, judged)),
    }
    first = cases.assessed[family] + days_between(rng, len(cases), DELAY)[family]
    over = np.flatnonzero(judged < FOREVER)
    every = np.arange(len(family))
    known_in_the_end = np.maximum(judged, first + 1)[over]
    tellings = [Telling(every, first, ("ended_on",)), Telling(over, known_in_the_end)]
    batch = told("feeds.programme_need", columns, {}, tellings)
    batch.columns["status"].indices[: len(every)] = OPEN  # type: ignore[union-attr]
    return batch
