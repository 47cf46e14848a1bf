"""Suspensions: on school days, on a roll, one at a time; permanent ones lead to another place."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.careers import follow, ordinary_events
from csps.synthetic.agencies.education.exclusions import PERMANENT, Exclusions, exclude, on_one_roll, sent_elsewhere
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
