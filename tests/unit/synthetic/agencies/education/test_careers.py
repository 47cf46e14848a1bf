"""Where children are educated: one place at a time, in their years."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.synthetic.agencies.education.careers import AT_HOME, AT_SCHOOL, MODE, Events, follow, ordinary_events
from csps.synthetic.agencies.education.pupils import pupils_of
from csps.synthetic.agencies.education.schools import PRIMARY, SECONDARY, Schools
from csps.synthetic.agencies.education.terms import autumn_of, reception_autumn, school_leaving_day, school_terms
from csps.synthetic.calendar import FOREVER, academic_year, day_number


@pytest.fixture(scope="module")
def careers(watch):
    pupils = pupils_of(watch)
    return follow(watch, pupils, Schools.for_residents(30_000), ordinary_events(watch, pupils))


def test_a_child_is_on_one_roll_at_a_time(careers):
    order = np.lexsort((careers.entry, careers.person))
    person, entry, end = careers.person[order], careers.entry[order], careers.end[order]
    same = person[1:] == person[:-1]
    assert same.any()
    assert (entry[1:][same] >= end[:-1][same]).all()
    assert (entry < end).all()


def test_entries_are_school_days_within_the_stay_in_the_borough(careers):
    assert school_terms().is_school_day(careers.entry).all()
    assert (careers.entry >= careers.pupils.begin[careers.child]).all()
    ended = careers.end < FOREVER
    assert (careers.end[ended] <= careers.pupils.end[careers.child[ended]]).all()


def test_primary_schools_teach_to_year_6_and_secondary_schools_from_year_7(careers):
    year = autumn_of(careers.entry) - careers.pupils.reception[careers.child]
    kind = careers.schools.kind[careers.school]
    assert set(year[kind == PRIMARY]) <= set(range(7))
    assert set(year[kind == SECONDARY]) <= set(range(7, 14))


def test_most_brothers_and_sisters_share_a_school(watch, careers):
    day = watch.calendar.end_day - 10
    there = np.flatnonzero((careers.entry <= day) & (careers.end > day))
    there = there[careers.schools.kind[careers.school[there]] == PRIMARY]
    home = watch.history.home(careers.person[there], np.full(len(there), day))
    order = np.argsort(home, kind="stable")
    home, school = home[order], careers.school[there][order]
    siblings = (home[1:] == home[:-1]) & (home[1:] >= 0)
    assert (school[1:] == school[:-1])[siblings].mean() > 0.6


def test_home_education_takes_a_child_off_the_roll(watch, careers):
    pupils = careers.pupils
    spell = np.flatnonzero((careers.end == FOREVER) & (careers.entry < watch.calendar.end_day - 200))[:1]
    child, day = careers.child[spell], np.full(1, watch.calendar.end_day - 100)
    events = ordinary_events(watch, pupils) + Events.of(child, day, MODE, AT_HOME)
    events += Events.of(child, day + 60, MODE, AT_SCHOOL)
    changed = follow(watch, pupils, careers.schools, events)
    person = pupils.person[child]
    assert changed.spell_on(person, day - 1)[0] >= 0
    assert changed.spell_on(person, day + 1)[0] == -1
    assert child[0] in changed.home_child






