"""Where children are educated: one place at a time, in their years."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.careers import (
    AT_HOME,
    AT_SCHOOL,
    CHOICE,
    MODE,
    Events,
    _joined,
    _Stretches,
    follow,
    ordinary_events,
)
from csps.synthetic.agencies.education.pupils import pupils_of
from csps.synthetic.agencies.education.schools import PRIMARY, SECONDARY, Schools
from csps.synthetic.agencies.education.terms import autumn_of, school_terms
from csps.synthetic.calendar import FOREVER


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


def stretches(*rows):
    """Make stretches of one child at school from (start, until, identity)."""
    start, until, identity = (np.array(column) for column in zip(*rows, strict=True))
    zeros = np.zeros(len(start), dtype=np.int64)
    return _Stretches(zeros, zeros, zeros, zeros, identity, start, until)


@pytest.mark.parametrize(("pause", "gap", "spells"), [(0, 0, 1), (1, 0, 2), (90, 90, 1), (91, 90, 2)])
def test_stretches_are_joined_over_no_more_than_the_gap(pause, gap, spells):
    _, start, until, _ = _joined(stretches((0, 50, 0), (50 + pause, 200, 0)), gap=gap)
    assert len(start) == spells
    assert (start[0], until[-1]) == (0, 200)


def test_another_school_or_another_identity_begins_another_spell():
    one = stretches((0, 50, 0), (50, 80, 0), (80, 90, 0))
    _, start, until, place = _joined(one, np.array([4, 4, 6]))
    assert (start.tolist(), until.tolist(), place.tolist()) == ([0, 80], [80, 90], [4, 6])
    _, start, _, _ = _joined(stretches((0, 50, 0), (50, 80, 1)), np.array([4, 4]))
    assert start.tolist() == [0, 50]


def test_no_stretches_make_no_spells():
    none = np.array([], dtype=np.int64)
    assert [len(column) for column in _joined(_Stretches(*[none] * 7), none)] == [0] * 4


def test_events_are_put_together_in_every_column():
    one, two = (
        Events.of(np.array([1]), np.array([10]), MODE, AT_HOME),
        Events.of(np.array([2]), np.array([5]), CHOICE, 1),
    )
    assert [column.tolist() for column in (one + two).columns()] == [[1, 2], [10, 5], [MODE, CHOICE], [AT_HOME, 1]]


def test_nobody_is_on_a_roll_before_entry_after_leaving_or_unknown_to_schools(watch, careers):
    spell = np.flatnonzero(careers.end < FOREVER)[:50]
    person, entry, end = careers.person[spell], careers.entry[spell], careers.end[spell]
    assert (careers.spell_on(person, entry) == spell).all()
    assert (careers.spell_on(person, end - 1) == spell).all()
    assert (careers.spell_on(person, end) != spell).all()
    assert (careers.spell_on(person, entry - 1) != spell).all()
    grown_up = np.flatnonzero(watch.history.people["birth"] < watch.calendar.start_day - 30 * 365)
    assert (careers.spell_on(grown_up, np.full(len(grown_up), watch.calendar.end_day)) == -1).all()


def test_a_child_is_not_taught_at_home_while_on_a_roll(careers):
    person, start = careers.pupils.person[careers.home_child], careers.home_start
    assert len(person)
    assert (careers.home_end > start).all()
    assert (careers.spell_on(person, start) == -1).all()


def test_the_order_in_which_events_are_given_does_not_matter(watch, careers):
    pupils = careers.pupils
    events = ordinary_events(watch, pupils)
    order = np.random.default_rng(4).permutation(len(events.day))
    shuffled = Events(*(column[order] for column in events.columns()))
    again = follow(watch, pupils, careers.schools, shuffled)
    for name in ("person", "school", "entry", "end", "home_child", "home_start", "home_end"):
        assert (getattr(again, name) == getattr(careers, name)).all(), name
