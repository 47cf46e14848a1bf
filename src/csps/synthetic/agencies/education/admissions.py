"""Parents and carers named when a child applies for a school: feeds.school_admission_contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, Values
from csps.synthetic.agencies.education.schools import PRIMARY, SECONDARY, SPECIAL
from csps.synthetic.agencies.education.terms import YEAR_7, autumn_of, school_terms
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates
from csps.synthetic.identities.numbers import email_addresses
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.education.careers import Careers
    from csps.synthetic.agencies.education.roll import Roll
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

# Places taken up in the middle of a school's years: for most of them parents ask the school itself. Assumptions, both.
COUNCIL_ADMITS = 0.10
SECOND_CONTACT = 0.05  # of applications: one parent applies, and the form has room for another
GIVES_EMAIL = 0.82
DAYS_UNTIL_DEADLINE = np.array([130, 56])  # from the start of the year before: 15 January for reception, 31 October
IN_YEAR_LEAD = 25  # days from an application in the middle of a year to the first school day
RESPONSIBLE_OTHERWISE = 0.3  # of carers who are not the child's mother or father


def admission_rows(watch: Watch, roll: Roll) -> Batch:
    """Write who applied for each place at a school, told once the child is enrolled; a later application replaces it.

    A parent applies for all their children through one account.
    """
    rng = watch.rng("education admissions")
    spell, day, contact = _contacts(watch, roll.careers, rng)
    register = Register(watch, "admissions", contact, day, prefix="ADC")
    record = register.record_of(contact, day)
    columns: dict[str, Values] = {
        "contact_ref": register.reference(record),
        "child_id": roll.register.reference(roll.record[spell]),
        **register.identity(record, table("feeds.school_admission_contact"), day),
        "email": _emails(watch, register, record, rng),
        "parental_responsibility": _responsible(watch, roll.careers.person[spell], contact, rng),
        "application_date": as_dates(day),
    }
    known = roll.careers.entry[spell] + rng.integers(2, 21, len(spell))
    persons = {"contact_ref": contact, "child_id": roll.careers.person[spell]}
    return Batch("feeds.school_admission_contact", columns, known, persons)


def _contacts(watch: Watch, careers: Careers, rng: np.random.Generator) -> tuple[Ids, Ids, Ids]:
    """List the contacts of applications: the spell applied for, the day, and the parent or carer."""
    day, in_turn = _application_days(careers, rng)
    applied = np.isin(careers.schools.kind[careers.school], (PRIMARY, SECONDARY, SPECIAL))
    applied &= in_turn | (rng.random(len(day)) < COUNCIL_ADMITS)
    applied &= day >= watch.calendar.first_day(-watch.calendar.burn_in)
    spell = np.flatnonzero(applied)
    day = day[spell]
    home = watch.history.home(careers.person[spell], day)
    carer, partner = watch.history.carer(home, day), watch.history.partner(home, day)
    partner = np.where(rng.random(len(spell)) < SECOND_CONTACT, partner, NOBODY)
    spell, day, contact = np.tile(spell, 2), np.tile(day, 2), np.concatenate((carer, partner))
    named = contact != NOBODY
    return spell[named], day[named], contact[named]


def _application_days(careers: Careers, rng: np.random.Generator) -> tuple[Ids, npt.NDArray[np.bool_]]:
    """Give the day of each application, and whether it was made in its turn.

    In their turn come reception and year 7, in the autumn before; any other entry is asked for shortly before it.
    """
    terms = school_terms()
    reception = careers.pupils.reception[careers.child]
    draw = rng.beta(2.2, 1.2, len(reception))
    autumn = autumn_of(careers.entry)
    begins = terms.first_day(autumn)
    ordinary = np.abs(careers.entry - begins) < 5
    first, seventh = ordinary & (autumn == reception), ordinary & (autumn == reception + YEAR_7)
    window = np.where(first, DAYS_UNTIL_DEADLINE[0], DAYS_UNTIL_DEADLINE[1])
    before = terms.first_day(autumn - 1) + (draw * window).astype(np.int64)
    at_least = careers.pupils.begin[careers.child]  # whoever moved in later applied when they came
    in_turn = (first | seventh) & (before > at_least)
    return np.where(in_turn, before, careers.entry - (IN_YEAR_LEAD * draw).astype(np.int64)), in_turn


def _emails(watch: Watch, register: Register, record: Ids, rng: np.random.Generator) -> Coded:
    """Write an address at example.org for most contacts, the same in all their applications."""
    names, identities = watch.book.names, watch.identities
    person = register.person
    texts = email_addresses(
        names.texts(identities.forename[person]), names.texts(identities.surname[person]), register.number
    )
    gives = rng.random(len(person)) < GIVES_EMAIL
    return Coded(np.where(gives[record], record, -1).astype(np.int32), texts)


def _responsible(watch: Watch, child: Ids, contact: Ids, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    people = watch.history.people
    parent = (people["mother"][child] == contact) | (people["father"][child] == contact)
    result: npt.NDArray[np.bool_] = parent | (rng.random(len(child)) < RESPONSIBLE_OTHERWISE)
    return result
