"""The education system's register of pupils, and the school census: feeds.school_enrolment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, Values, coded
from csps.synthetic.agencies.education.households import HouseholdSpells
from csps.synthetic.agencies.education.schools import (
    ALTERNATIVE,
    COLLEGE,
    PHASE_OF_KIND,
    PHASES,
    PROVISION_OF_KIND,
    PROVISIONS,
    REFERRAL,
)
from csps.synthetic.agencies.education.terms import autumn_of, autumns, school_terms
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.store import Coded
    from csps.synthetic.agencies.education.careers import Careers
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

PREFIX = "PUP"
NUMBER_GIVEN_AT = 1615  # days; before that age nobody has a unique pupil number on paper
STATUSES = ("C", "M", "F", "P", "S", "G")
SINGLE, MAIN, FURTHER, PREVIOUS, SUBSIDIARY, GUEST = range(6)
DUAL_SHARE = 0.01
CENSUS_DAYS_INTO_TERM = 20  # school days from the start of the year to the autumn census, the first Thursday of October
MEALS_WHEN_OUT_OF_WORK = 0.90
MEALS_OTHERWISE = 0.33  # low-paid families, and those who keep what they once had
ETHNICITY_UNKNOWN = 0.03


@dataclass(frozen=True)
class Roll:
    """Who is on file, and under which record each spell on a roll is kept.

    Attributes:
        careers: the spells.
        register: the education system's people.
        record: record of each spell on a roll.
        home_record: record of each spell of home education.
        met: day from which each spell's identity is on file.
    """

    careers: Careers
    register: Register
    record: Ids
    home_record: Ids
    met: Ids

    def pupil(self, spell: npt.NDArray[np.integer]) -> Coded:
        """Write the references of pupils by the spell they are in."""
        return self.register.reference(self.record[spell])

    def school(self, spell: npt.NDArray[np.integer]) -> Coded:
        """Write the numbers of schools by spell."""
        return coded(self.careers.school[spell], self.careers.schools.numbers)


def enrol(watch: Watch, careers: Careers) -> Roll:
    """Write down everyone who was ever on a roll or taught at home."""
    lived_from = watch.calendar.first_day(-watch.calendar.burn_in)
    numbered_on = watch.history.people["birth"][careers.person] + NUMBER_GIVEN_AT
    # a record made in reception is completed with the pupil number in the first year
    met = np.clip(numbered_on, careers.entry, np.minimum(careers.end, watch.calendar.end_day) - 1)
    met = np.maximum(met, lived_from).astype(np.int64)
    home_person = careers.pupils.person[careers.home_child]
    home_met = np.maximum(careers.home_start, lived_from)
    register = Register(
        watch,
        "education",
        np.concatenate((careers.person, home_person)),
        np.concatenate((met, home_met)),
        prefix=PREFIX,
    )
    record = register.record_of(careers.person, met)
    return Roll(careers, register, record, register.record_of(home_person, home_met), met)


def enrolment_rows(watch: Watch, roll: Roll) -> Batch:
    """Write feeds.school_enrolment: a row at entry, at leaving, and at each autumn census in between.

    Rows of one spell share a key, so that a later one replaces the earlier. Schools send entries within days and leaving
    dates within weeks; the census goes out five weeks after its day.
    """
    rng = watch.rng("education enrolment")
    careers = roll.careers
    spell, day, known, leaves = _statements(watch, careers, rng)
    record = roll.record[spell]
    kind = careers.schools.kind[careers.school[spell]]
    person = careers.person[spell]
    contract = table("feeds.school_enrolment")
    end = np.where(leaves, careers.end[spell] - 1, FOREVER)
    columns: dict[str, Values] = {
        "pupil_id": roll.register.reference(record),
        **roll.register.identity(record, contract, np.maximum(known, roll.met[spell])),
        "sex": coded(np.where(roll.register.sex(record) > 0, roll.register.sex(record) - 1, 2), ("M", "F", "U")),
        "ethnicity": _ethnicity(watch, person, rng),
        "estab": roll.school(spell),
        "phase": coded(PHASE_OF_KIND[kind], PHASES),
        "provision": coded(PROVISION_OF_KIND[kind], PROVISIONS),
        "enrol_status": coded(_status(kind, leaves, spell, rng), STATUSES),
        "nc_year_actual": (autumn_of(day) - careers.pupils.reception[careers.child[spell]]).clip(0, 14),
        "fsm_eligible": _free_meals(watch, person, day, rng),
        "entry_date": as_dates(careers.entry[spell]),
        "leaving_date": as_dates(end),
    }
    return Batch("feeds.school_enrolment", columns, known, {"pupil_id": person})


def _statements(
    watch: Watch, careers: Careers, rng: np.random.Generator
) -> tuple[Ids, Ids, Ids, npt.NDArray[np.bool_]]:
    """List what is said about each spell: spell, day it is true of, day it is known, whether it tells the leaving.

    Of what was said before the first delivery only the last statement counts.
    """
    everything = np.arange(len(careers.entry))
    spells, days, knowns = [everything], [careers.entry], [careers.entry + rng.integers(1, 6, len(everything))]
    lived_from = watch.calendar.first_day(-watch.calendar.burn_in)
    for autumn in autumns(lived_from, watch.calendar.end_day):
        census = int(
            school_terms().after(school_terms().first_day(np.array([autumn])), np.array([CENSUS_DAYS_INTO_TERM]))[0]
        )
        there = np.flatnonzero((careers.entry < census) & (careers.end > census))
        spells.append(there)
        days.append(np.full(len(there), census))
        knowns.append(np.full(len(there), census + 35))
    left = np.flatnonzero(careers.end < FOREVER)
    spells.append(left)
    days.append(careers.end[left] - 1)
    knowns.append(careers.end[left] + 7 + rng.exponential(14.0, len(left)).astype(np.int64))
    spell, day, known = (np.concatenate(parts) for parts in (spells, days, knowns))
    leaves = np.arange(len(spell)) >= len(spell) - len(left)
    # a census that comes after the leaving was told would bring the pupil back
    told = np.full(len(everything), FOREVER)
    told[left] = knowns[-1]
    stands = leaves | (known < told[spell])
    stands &= ~_overtaken(spell, known, watch.calendar.start_day, stands)
    return spell[stands], day[stands], known[stands], leaves[stands]


def _overtaken(spell: Ids, known: Ids, first_delivery: int, stands: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which statements were overtaken by another one before the first delivery."""
    early = np.flatnonzero((known < first_delivery) & stands)
    order = early[np.lexsort((early, known[early], spell[early]))]
    overtaken = np.zeros(len(spell), dtype=bool)
    overtaken[order[:-1]] = spell[order[1:]] == spell[order[:-1]]
    return overtaken


def _status(kind: Ids, leaves: npt.NDArray[np.bool_], spell: Ids, rng: np.random.Generator) -> Ids:
    """Give the kind of registration: units and alternative provision keep many of theirs dual, the rest are single."""
    draw = rng.random(int(spell.max(initial=-1)) + 1)[spell]
    dual = np.where(np.isin(kind, (REFERRAL, ALTERNATIVE)), 0.35, DUAL_SHARE)
    status = np.where(kind == COLLEGE, FURTHER, np.where(draw < dual, MAIN, SINGLE))
    return np.where(leaves, PREVIOUS, status)


def _ethnicity(watch: Watch, person: Ids, rng: np.random.Generator) -> Coded:
    """Write ethnicity as the parents described it; a few refused or were not asked."""
    draw = rng.random(len(watch.identities.ethnicity))[person]
    refused = np.where(draw < ETHNICITY_UNKNOWN / 2, ETHNICITY_CODES.index("REFU"), ETHNICITY_CODES.index("NOBT"))
    return coded(np.where(draw < ETHNICITY_UNKNOWN, refused, watch.identities.ethnicity[person]), ETHNICITY_CODES)


def _free_meals(watch: Watch, person: Ids, day: Ids, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Tell who is eligible: nearly all while the household is out of work, and some of the others throughout."""
    count = len(watch.history.people["birth"])
    claims, otherwise = rng.random(count) < MEALS_WHEN_OUT_OF_WORK, rng.random(count) < MEALS_OTHERWISE
    out_of_work = HouseholdSpells(watch, "out_of_work").on(person, day)
    return (out_of_work & claims[person]) | otherwise[person]
