"""Young people after year 11: what they do, and when the council last made sure of it (feeds.neet_activity)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, Values, coded
from csps.synthetic.agencies.education.households import HouseholdSpells
from csps.synthetic.agencies.education.statements import told_twice
from csps.synthetic.agencies.education.terms import YEAR_12, YEAR_13, reception_autumn, school_terms
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

ACTIVITIES = (
    "SCHOOL", "TRAINING", "APPRENTICESHIP", "EMPLOYED_TRAINING", "EMPLOYED", "PART_TIME", "GAP",
    "NEET_SEEKING", "NEET_UNAVAILABLE", "CUSTODY", "UNKNOWN",
)  # fmt: skip
# what those do who are in education, training or work, in year 12 and 13
OCCUPIED = np.array(
    [[0.920, 0.035, 0.020, 0.008, 0.006, 0.007, 0.004], [0.870, 0.040, 0.045, 0.015, 0.018, 0.008, 0.004]]
)
IDLE = np.array([0.40, 0.17, 0.01, 0.42])  # NEET seeking, NEET unavailable, custody, not known
FIRST_IDLE = 7
BEGINS_IDLE = np.array([0.041, 0.066])  # of each year, without anything that raises it
DROPS_OUT = 0.054  # within a year
AFTER_ABSENCE, AFTER_OFFENCE, WITH_NEED = 1.9, 3.0, 1.4
IDLE_DAYS = 150.0
DESTINATIONS = ("EDUCATION", "APPRENTICESHIP", "EMPLOYMENT", "NONE", "UNKNOWN")
DESTINATION_SHARES = np.array([0.92, 0.025, 0.01, 0.015, 0.03])
ETHNICITY_UNKNOWN = 0.07


@dataclass(frozen=True)
class _Activities:
    """What young people do: person, place in ACTIVITIES, first day, and the day after the last."""

    person: Ids
    activity: Ids
    start: Ids
    end: Ids


def watch_neet(watch: Watch) -> list[Batch]:
    """Give the activities of everyone in the two years after year 11, told when they begin and when they end."""
    rng = watch.rng("neet")
    done = _activities(watch, rng)
    calendar = watch.calendar
    told = told_twice(done.start, done.end, rng, until=calendar.end_day, first_delivery=calendar.start_day, delay=28.0)
    person, start = done.person[told.of], done.start[told.of]
    activity = done.activity[told.of]
    register = Register(watch, "neet", done.person, done.start, prefix="YP")
    # one record for each young person, whatever they did
    record = register.record_of(done.person, done.start)[told.of]
    contract = table("feeds.neet_activity")
    known = told.known
    sure = known - rng.integers(0, 8, len(known))
    unknown = ACTIVITIES[FIRST_IDLE + 3]
    count = len(watch.history.people["birth"])
    destination = rng.choice(len(DESTINATIONS), count, p=DESTINATION_SHARES)
    columns: dict[str, Values] = {
        "young_person_id": register.reference(record),
        **register.identity(record, contract, known),
        "gender": coded(np.where(register.sex(record) > 0, register.sex(record) - 1, 2), ("M", "F", "U")),
        "ethnicity": _ethnicity(watch, person, rng),
        "send_flag": watch.history.people["send"][person] > 0,
        "activity_code": coded(activity, ACTIVITIES),
        "start_date": as_dates(start),
        "end_date": told.ends(done.end),
        "date_verified": np.where(activity == ACTIVITIES.index(unknown), np.datetime64("NaT"), as_dates(sure)),
        "intended_destination_yr11": coded(destination[person], DESTINATIONS),
    }
    return [Batch("feeds.neet_activity", columns, known, {"young_person_id": person})]


def _activities(watch: Watch, rng: np.random.Generator) -> _Activities:
    """Draw both years of everyone: occupied, or not, or dropping out, or finding something in the end."""
    parts = []
    for nth, year in enumerate((YEAR_12, YEAR_13)):
        person, start, end = _young_people(watch, year)
        risk = _risk(watch, person, start)
        occupied = rng.choice(FIRST_IDLE, len(person), p=OCCUPIED[nth])
        idle = FIRST_IDLE + rng.choice(len(IDLE), len(person), p=IDLE)
        draw = rng.random(len(person))
        begins_idle = draw < BEGINS_IDLE[nth] * risk
        drops_out = ~begins_idle & (rng.random(len(person)) < DROPS_OUT * risk)
        turn = start + np.where(
            begins_idle, 20 + rng.exponential(IDLE_DAYS, len(person)), rng.uniform(30, 320, len(person))
        ).astype(np.int64)
        first, second = np.where(begins_idle, idle, occupied), np.where(begins_idle, occupied, idle)
        turns = (begins_idle | drops_out) & (turn < end)
        parts.append((person, first, start, np.where(turns, turn, end)))
        parts.append((person[turns], second[turns], turn[turns], end[turns]))
    return _joined(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _young_people(watch: Watch, year: int) -> tuple[Ids, Ids, Ids]:
    """Give who was in the borough in a year after year 11, and from when until when."""
    people = watch.history.people
    reception = reception_autumn(people["birth"])
    terms = school_terms()
    begins, ends = terms.first_day(reception + year), terms.first_day(reception + year + 1)
    lived_from = watch.calendar.first_day(-watch.calendar.burn_in)
    start = np.maximum(begins, np.maximum(people["arrived"], lived_from)).astype(np.int64)
    end = np.minimum(ends, np.minimum(people["left"], people["death"])).astype(np.int64)
    person = np.flatnonzero((start + 14 < end) & (start < watch.calendar.end_day))
    return person, start[person], np.where(end[person] >= watch.calendar.end_day, FOREVER, end[person])


def _risk(watch: Watch, person: Ids, start: Ids) -> npt.NDArray[np.float64]:
    """Give how many times as likely each is to do nothing: after absence at home, an offence, with a special need."""
    absent = HouseholdSpells(watch, "absence").on(person, start - 100)
    happened = watch.history.happened("youth_offence")
    first_offence = np.full(len(watch.history.households["formed"]) + 1, FOREVER)
    np.minimum.at(first_offence, happened["household"], happened["day"])
    home = watch.history.home(person, start)
    offended = first_offence[np.where(home == NOBODY, -1, home)] < start
    need = watch.history.people["send"][person] > 0
    risk: npt.NDArray[np.float64] = AFTER_ABSENCE**absent * AFTER_OFFENCE**offended * WITH_NEED**need
    return risk


def _joined(person: Ids, activity: Ids, start: Ids, end: Ids) -> _Activities:
    """Join what goes on from one year into the next."""
    order = np.lexsort((start, person))
    person, activity, start, end = person[order], activity[order], start[order], end[order]
    goes_on = (person[1:] == person[:-1]) & (activity[1:] == activity[:-1]) & (start[1:] == end[:-1])
    first, last = np.flatnonzero(np.r_[True, ~goes_on]), np.flatnonzero(np.r_[~goes_on, True])
    if not len(person):
        first = last = np.empty(0, dtype=np.int64)
    return _Activities(person[first], activity[first], start[first], end[last])


def _ethnicity(watch: Watch, person: Ids, rng: np.random.Generator) -> Values:
    draw = rng.random(len(watch.identities.ethnicity))[person]
    unknown = ETHNICITY_CODES.index("NOBT")
    return coded(np.where(draw < ETHNICITY_UNKNOWN, unknown, watch.identities.ethnicity[person]), ETHNICITY_CODES)
