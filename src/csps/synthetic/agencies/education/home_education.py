"""Children educated at home by their parents' choice: feeds.school_home_education."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, Values, coded
from csps.synthetic.agencies.education.households import HouseholdSpells
from csps.synthetic.agencies.education.statements import told_twice
from csps.synthetic.calendar import as_dates

if TYPE_CHECKING:
    from csps.synthetic.agencies.education.roll import Roll
    from csps.synthetic.agencies.watch import Watch

REASONS = (
    "PHILOSOPHY", "RELIGION", "HEALTH", "SCHOOL", "SEND", "BULLYING", "EXCLUSION_RISK", "OTHER", "UNKNOWN",
)  # fmt: skip
# rounded from DfE, elective home education (autumn 2024); children with a special need differ
REASON_SHARES = np.array([0.24, 0.04, 0.16, 0.12, 0.01, 0.06, 0.02, 0.15, 0.20])
REASON_SHARES_WITH_NEED = np.array([0.10, 0.02, 0.24, 0.12, 0.18, 0.08, 0.06, 0.08, 0.12])
SUITABILITY = ("SUITABLE", "UNSUITABLE", "NOT_YET_JUDGED")
UNSUITABLE, NOT_YET = 0.06, 0.22
UNSUITABLE_AFTER_ABSENCE = 0.16  # where the household had a spell of absence when the child left school


def home_education_rows(watch: Watch, roll: Roll) -> Batch:
    """Write home education, told when it begins and when it ends; the council hears of it some weeks late."""
    rng = watch.rng("education home")
    careers = roll.careers
    start, end = careers.home_start, careers.home_end
    person = careers.pupils.person[careers.home_child]
    calendar = watch.calendar
    reason, suitable = _reasons(careers.pupils.send[careers.home_child], rng), _suitability(watch, person, start, rng)
    heard = told_twice(start, end, rng, until=calendar.end_day, first_delivery=calendar.start_day, delay=35.0)
    row = heard.of
    record = roll.home_record[row]
    columns: dict[str, Values] = {
        "pupil_id": roll.register.reference(record),
        **roll.register.identity(record, table("feeds.school_home_education"), heard.known),
        "start_date": as_dates(start[row]),
        "end_date": heard.ends(end),
        "reason": coded(reason[row], REASONS),
        "suitability": coded(np.where(heard.tells_end, suitable[row], np.where(suitable[row] == 1, 1, 2)), SUITABILITY),
    }
    return Batch("feeds.school_home_education", columns, heard.known, {"pupil_id": person[row]})


def _reasons(send: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    plain = rng.choice(len(REASONS), len(send), p=REASON_SHARES)
    with_need = rng.choice(len(REASONS), len(send), p=REASON_SHARES_WITH_NEED)
    return np.where(send > 0, with_need, plain)


def _suitability(watch: Watch, person: np.ndarray, start: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw what the council found: 0 suitable, 1 not, 2 not yet judged."""
    before = HouseholdSpells(watch, "absence").on(person, start - 1)
    draw = rng.random(len(person))
    unsuitable = draw < np.where(before, UNSUITABLE_AFTER_ABSENCE, UNSUITABLE)
    return np.where(unsuitable, 1, np.where(draw > 1 - NOT_YET, 2, 0))
