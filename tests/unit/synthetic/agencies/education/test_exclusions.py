"""Suspensions: on school days, on a roll, one at a time; permanent ones lead to another place."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.careers import follow, ordinary_events
from csps.synthetic.agencies.education.exclusions import (
    PERMANENT,
    SUSPENDED,
    TYPES,
    Exclusions,
    exclude,
    exclusion_rows,
    on_one_roll,
    sent_elsewhere,
)
from csps.synthetic.agencies.education.pupils import pupils_of
from csps.synthetic.agencies.education.schools import REFERRAL, Schools
from csps.synthetic.agencies.education.terms import autumn_of, reception_autumn, school_terms


@pytest.fixture(scope="module")
def careers(watch):
    pupils = pupils_of(watch)
    return follow(watch, pupils, Schools.for_residents(3_000), ordinary_events(watch, pupils))


@pytest.fixture(scope="module")
def exclusions(watch, careers):
    return exclude(watch, careers)


def test_exclusions_fall_on_school_days_of_children_of_school_age(watch, exclusions):
    assert len(exclusions.day)
    assert school_terms().is_school_day(exclusions.day).all()
    year = autumn_of(exclusions.day) - reception_autumn(watch.history.people["birth"][exclusions.person])
    assert set(year) <= set(range(12))
    assert exclusions.sessions.min() >= 1
    assert exclusions.sessions.max() <= 10


def test_the_excluded_are_on_a_roll_to_the_last_day(careers, exclusions):
    last = school_terms().after(exclusions.day, (exclusions.sessions + 1) // 2 - 1)
    first_spell = careers.spell_on(exclusions.person, exclusions.day)
    assert (first_spell >= 0).all()
    assert (careers.spell_on(exclusions.person, last) == first_spell).all()


def test_a_child_serves_one_exclusion_at_a_time(exclusions):
    last = school_terms().after(exclusions.day, (exclusions.sessions + 1) // 2 - 1)
    same = exclusions.person[1:] == exclusions.person[:-1]
    assert (exclusions.day[1:] > last[:-1])[same].all()


def test_overlapping_exclusions_become_one(careers, exclusions):
    one = exclusions.kept(np.arange(len(exclusions.day)) == 0)
    twice = Exclusions(*(np.tile(column, 2) for column in (one.person, one.day, one.kind, one.sessions)))
    assert len(on_one_roll(twice, careers).day) == 1


def test_the_permanently_excluded_come_to_a_pupil_referral_unit(watch, careers):
    there = np.flatnonzero((careers.end > watch.calendar.end_day) & (careers.entry < watch.calendar.end_day - 300))[:20]
    day = school_terms().next_school_day(np.full(len(there), watch.calendar.end_day - 200))
    kind, sessions = np.full(len(there), PERMANENT), np.full(len(there), 10)
    order = np.argsort(careers.person[there])
    drawn = on_one_roll(Exclusions(careers.person[there][order], day, kind, sessions), careers)
    events = ordinary_events(watch, careers.pupils) + sent_elsewhere(watch, careers, drawn)
    changed = follow(watch, careers.pupils, careers.schools, events)
    later = school_terms().after(drawn.day, np.full(len(drawn.day), 6))
    spell = changed.spell_on(drawn.person, later)
    assert len(spell)
    assert (changed.schools.kind[changed.school[spell]] == REFERRAL).mean() > 0.9


def one_exclusion(person, day, sessions, kind=SUSPENDED):
    rows = np.ones(len(person), dtype=np.int64)
    return Exclusions(person, np.asarray(day), rows * kind, rows * sessions)


def test_an_exclusion_ends_with_the_roll_at_the_latest(careers):
    terms = school_terms()
    spell = np.flatnonzero(careers.end < careers.pupils.end[careers.child])
    last = careers.end[spell] - 1
    spell, last = spell[terms.is_school_day(last)][:10], last[terms.is_school_day(last)][:10]
    order = np.argsort(careers.person[spell], kind="stable")
    person, last = careers.person[spell][order], last[order]
    person, first = np.unique(person, return_index=True)
    last = last[first]
    assert len(person)
    of_age = autumn_of(last) - careers.pupils.reception[careers.child[careers.spell_on(person, last)]] < 12
    assert len(on_one_roll(one_exclusion(person, last, 2), careers).day) == of_age.sum()
    assert len(on_one_roll(one_exclusion(person, last, 3), careers).day) == 0


def test_whoever_is_on_no_roll_cannot_be_excluded(watch, careers):
    stranger = np.flatnonzero(~np.isin(np.arange(len(watch.history.people["birth"])), careers.person))[:5]
    day = school_terms().next_school_day(np.full(len(stranger), watch.calendar.end_day - 200))
    assert len(on_one_roll(one_exclusion(stranger, day, 2), careers).day) == 0


def test_one_or_two_suspensions_lead_nowhere_else(watch, careers):
    spell = np.flatnonzero((careers.end > watch.calendar.end_day) & (careers.entry < watch.calendar.end_day - 300))[:20]
    person = np.repeat(np.sort(careers.person[spell]), 2)
    day = school_terms().next_school_day(watch.calendar.end_day - 200 + 20 * (np.arange(len(person)) % 2))
    assert len(sent_elsewhere(watch, careers, one_exclusion(person, day, 2)).day) == 0


def test_a_permanent_exclusion_is_written_without_sessions(watch, steps):
    drawn = steps.exclusions
    permanent = Exclusions(drawn.person, drawn.day, np.where(np.arange(len(drawn.day)) % 2, PERMANENT, SUSPENDED),
                           drawn.sessions)  # fmt: skip
    batch = exclusion_rows(watch, steps.roll, permanent)
    kind = np.array(TYPES)[batch.columns["exclusion_type"].indices]
    assert (np.ma.getmaskarray(batch.columns["sessions"]) == (kind == "PERM")).all()
    assert set(kind) == {"PERM", "SUSP"}


def test_exclusions_are_numbered_by_day_and_known_after_it(watch, steps):
    batch = exclusion_rows(watch, steps.roll, steps.exclusions)
    reference = batch.columns["exclusion_id"]
    numbers = np.array([int(reference.vocabulary[place][3:]) for place in reference.indices])
    assert sorted(numbers) == list(range(len(batch)))
    assert (np.diff(batch.columns["start_date"][np.argsort(numbers)].astype(int)) >= 0).all()
    assert (batch.known > batch.columns["start_date"].astype(int)).all()
