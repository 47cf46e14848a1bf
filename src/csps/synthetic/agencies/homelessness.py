"""The housing needs service: applications of households that were owed a duty, told again at every stage, and their people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.episodes import told_twice
from csps.synthetic.agencies.homelessness_course import (
    OUTCOMES,
    REASONS,
    STAGES,
    TEMPORARY,
    Course,
    Situation,
    take_course,
)
from csps.synthetic.agencies.occupancy import (
    ASSOCIATION,
    COUNCIL,
    OWNED,
    RELATIONSHIPS,
    Residents,
    address_columns,
    is_kind,
    leads,
    overlaps,
    relationships,
    residents,
    tenure_of,
)
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities.addresses import Kind
from csps.synthetic.lives.history import Stays
from csps.synthetic.lives.population import NOBODY, OTHER_ADULT

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

ASKED_BEFORE = 10  # days at most from the application to the duty
SAME_CASE = 90  # days: a second duty so soon is the same application
PLACED_WITHIN = 10  # days from the duty into temporary accommodation
ABUSE_BEFORE = 120  # days: an incident so shortly before may be the reason
ENTERED_WITHIN = 8.0  # days, on average, until a change is in the system
OTHER_ADULT_NOTED, BORN_NOTED = 0.60, 0.80
UPRN_KNOWN = 0.80
PREGNANCY_TOLD, PREGNANCY_SEEN_FROM, DUE_OFF_BY = 0.85, 200, 10  # share; days before birth; days


@dataclass(frozen=True)
class Cases:
    """Applications.

    Attributes:
        household: whose.
        day, applied: day of the duty and of the application.
        lead, dwelling: the lead applicant, and the home then.
        number: of the reference.
        delay: days until what happened is in the system.
    """

    household: Ids
    day: Ids
    applied: Ids
    lead: Ids
    dwelling: Ids
    number: Ids
    delay: Ids

    def __len__(self) -> int:
        return len(self.household)


def watch_homelessness(watch: Watch) -> list[Batch]:
    """Give applications as they were known at each of their stages, and the people of each."""
    rng = watch.rng("homelessness")
    cases = _cases(watch, rng)
    course = take_course(_situation(watch, cases), rng)
    return [_case_rows(watch, cases, course, rng), _person_rows(watch, cases, course)]


def _cases(watch: Watch, rng: np.random.Generator) -> Cases:
    """Make an application of each duty, unless one was made shortly before."""
    duties = watch.history.happened("homelessness_duty")
    order = np.lexsort((duties["day"], duties["household"]))
    household, day = (duties[name][order].astype(np.int64) for name in ("household", "day"))
    again = np.r_[False, (household[1:] == household[:-1]) & (day[1:] - day[:-1] < SAME_CASE)][: len(day)]
    lead, dwelling = leads(watch.history, household, day), watch.history.dwelling(household, day)
    applied = day - rng.integers(0, ASKED_BEFORE + 1, len(day))
    kept = ~again & (lead != NOBODY) & (dwelling >= 0)
    number = rng.permutation(len(day))
    delay = rng.exponential(ENTERED_WITHIN, len(day)).astype(np.int64)
    return Cases(*(column[kept] for column in (household, day, applied, lead, dwelling, number, delay)))


def _situation(watch: Watch, cases: Cases) -> Situation:
    """Look at what the service would learn: children, tenure, abuse and arrears, and where the family went."""
    history = watch.history
    which, _ = history.members(cases.household, cases.day, ages=(0, 18))
    children = np.bincount(which, minlength=len(cases)) > 0
    tenure = tenure_of(watch, cases.dwelling)
    incidents = history.happened("domestic_incident")
    after = Stays(incidents["household"], incidents["day"], incidents["day"], incidents["day"] + ABUSE_BEFORE)
    abused = _marked(len(cases), after.on(cases.household, cases.day)[0])
    owing = history.lasted("arrears")
    arrears = Stays(owing["household"], owing["start"], owing["start"], owing["end"])
    placed, left = _placed(watch, cases)
    return Situation(
        applied=cases.applied,
        day=cases.day,
        children=children,
        social=np.isin(tenure, (COUNCIL, ASSOCIATION)),
        owner=tenure == OWNED,
        abused=abused,
        arrears=_marked(len(cases), arrears.on(cases.household, cases.day)[0]),
        placed=placed,
        left=left,
    )


def _marked(length: int, positions: Ids) -> npt.NDArray[np.bool_]:
    marked = np.zeros(length, dtype=bool)
    marked[positions] = True
    return marked


def _placed(watch: Watch, cases: Cases) -> tuple[Ids, Ids]:
    """Find the stay in a hostel that began soon after the duty: its first day and the day after the last, or FOREVER."""
    placed, left = np.full(len(cases), FOREVER), np.full(len(cases), FOREVER)
    which, rows, _, _ = overlaps(
        cases.household, cases.day, cases.day + PLACED_WITHIN + 1, watch.history.dwelling_stays
    )
    stays = watch.history.dwelling_stays
    hostel = is_kind(watch, stays.value[rows], Kind.HOSTEL) & (stays.start[rows] >= cases.day[which])
    placed[which[hostel]], left[which[hostel]] = stays.start[rows[hostel]], stays.end[rows[hostel]]
    return placed.astype(np.int64), left.astype(np.int64)


# --- the application ------------------------------------------------------------------------------------------------------
def _case_rows(watch: Watch, cases: Cases, course: Course, rng: np.random.Generator) -> Batch:
    """Tell each application at each of its stages, with what had happened by then and no more."""
    case, day = _tellings(course)
    closing = rng.integers(0, 61, len(cases))
    known = day + cases.delay[case] + np.where(day >= course.closed[case], closing[case], 0)
    kept = _latest(case, known, watch.calendar.start_day)
    kept = kept[(course.closed[case[kept]] >= watch.calendar.start_day) & (known[kept] <= watch.calendar.end_day)]
    case, day, known = case[kept], day[kept], known[kept]

    def seen(column: Ids) -> npt.NDArray[np.datetime64]:
        return as_dates(np.where(column[case] <= day, column[case], FOREVER))

    def told(codes: Ids, when: Ids) -> Ids:
        return np.where(when[case] <= day, codes[case], -1)

    columns: dict[str, Values] = {
        "case_ref": numbered("HC", cases.number[case]),
        "application_date": as_dates(cases.applied[case]),
        "stage": coded(course.stage_on(case, day), STAGES),
        "reason": coded(course.reason[case], REASONS),
        "prevention_start_date": seen(course.prevention),
        "prevention_end_date": seen(course.prevention_end),
        "prevention_outcome": coded(told(course.prevention_outcome, course.prevention_end), OUTCOMES),
        "relief_start_date": seen(course.relief),
        "relief_end_date": seen(course.relief_end),
        "relief_outcome": coded(told(course.relief_outcome, course.relief_end), OUTCOMES),
        "main_duty_start_date": seen(course.main),
        "main_duty_end_date": seen(course.main_end),
        "main_duty_outcome": coded(told(course.main_outcome, course.main_end), OUTCOMES),
        "ta_type": coded(told(course.temporary, course.placed), TEMPORARY),
        "ta_from_date": seen(course.placed),
        "ta_to_date": seen(course.left),
        "ta_notice": course.notice[case] & (course.placed[case] <= day) & (course.notice_day[case] <= day),
        "closed_date": seen(course.closed),
    }
    return Batch("feeds.homelessness_case", columns, known, {})


def _tellings(course: Course) -> tuple[Ids, Ids]:
    """List the days on which an application changed: case and day, each once, in order."""
    days = np.stack(course.turns, axis=1)
    case, _ = np.nonzero(days < FOREVER)
    pair = np.unique(case * np.int64(FOREVER) + days[days < FOREVER])
    return pair // FOREVER, pair % FOREVER


def _latest(case: Ids, known: Ids, start_day: int) -> Ids:
    """Leave out what a later row had replaced before the first delivery."""
    order = np.lexsort((known, case))
    replaced = np.r_[(case[order][1:] == case[order][:-1]) & (known[order][1:] < start_day), False][: len(order)]
    kept: Ids = order[~replaced]
    return kept


# --- its people -----------------------------------------------------------------------------------------------------------
def _person_rows(watch: Watch, cases: Cases, course: Course) -> Batch:
    rng = watch.rng("homelessness people")
    contract = table("feeds.homelessness_person")
    people = _noted(watch, cases, course, rng)
    lead = cases.lead[people.which]
    register = Register(watch, "homelessness", people.person, people.first, prefix="HL", learns_of_moves=0.0)
    record = register.record_of(people.person, people.first)
    joined = np.where(people.first <= cases.day[people.which], cases.applied[people.which], people.first)
    joined = np.maximum(joined, watch.history.people["birth"][people.person])
    due = _due_dates(watch, cases, people, rng)
    home = np.where(is_kind(watch, cases.dwelling, Kind.REFUGE), -1, cases.dwelling)
    numbered_uprn = (rng.random(len(cases)) < UPRN_KNOWN)[people.which]
    related = relationships(watch, lead, people, rng)
    opened = np.maximum(joined, people.first) + cases.delay[people.which]
    told = told_twice(watch.calendar, opened, course.closed[people.which], rng)
    row = told.row
    columns: dict[str, Values] = {
        "case_ref": numbered("HC", cases.number[people.which[row]]),
        "person_ref": register.reference(record[row]),
        **register.identity(record[row], contract),
        **address_columns(watch, contract, home[people.which[row]], uprn_known=numbered_uprn[row]),
        "is_lead": (people.person == lead)[row],
        "relationship": coded(related[row], RELATIONSHIPS),
        "pregnancy_due_date": as_dates(due[row]),
        "joined_date": as_dates(joined[row]),
        "left_date": np.where(told.ended, as_dates(course.closed[people.which[row]]), np.datetime64("NaT")),
    }
    return Batch(contract.name, columns, told.known, {"person_ref": people.person[row]})


def _noted(watch: Watch, cases: Cases, course: Course, rng: np.random.Generator) -> Residents:
    """Give the people of each application: the household on the day, and babies born before it closed."""
    people = residents(watch.history, cases.household, cases.day, np.maximum(course.closed, cases.day + 1))
    at_start = people.first <= cases.day[people.which]
    born = watch.history.people["birth"][people.person] > cases.day[people.which]
    share = np.where(people.role == OTHER_ADULT, OTHER_ADULT_NOTED, 1.0)
    share = np.where(at_start, share, np.where(born, BORN_NOTED, 0.0))
    noted = (rng.random(len(people)) < share) | (people.person == cases.lead[people.which])
    return people.only(noted)


def _due_dates(watch: Watch, cases: Cases, people: Residents, rng: np.random.Generator) -> Ids:
    """Give the day on which each applicant who is pregnant expects a baby, FOREVER for everybody else."""
    lived = watch.history.people
    order = np.lexsort((lived["birth"], lived["mother"]))
    key = lived["mother"][order].astype(np.int64) * 100_000 + lived["birth"][order]
    day = cases.day[people.which]
    place = np.searchsorted(key, people.person * 100_000 + day, side="right")
    child = order[np.minimum(place, len(order) - 1)]
    birth = lived["birth"][child].astype(np.int64)
    expects = (place < len(order)) & (lived["mother"][child] == people.person)
    expects &= (birth > day) & (birth - day <= PREGNANCY_SEEN_FROM) & (rng.random(len(day)) < PREGNANCY_TOLD)
    return np.where(expects, birth + rng.integers(-DUE_OFF_BY, DUE_OFF_BY + 1, len(day)), FOREVER)
