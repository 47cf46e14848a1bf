"""Registers: every session accounted for, with codes that could be used, and rates like a London borough's."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.contracts.code_lists.attendance import COUNTED_AS, REGISTER_CODE, Counted
from csps.synthetic.agencies.education.absence import CODES
from csps.synthetic.agencies.education.attendance import (
    AttendanceFeed,
    Attending,
    SuspendedWeeks,
    _Sessions,
    suspended_weeks,
)
from csps.synthetic.agencies.education.exclusions import Exclusions
from csps.synthetic.agencies.education.terms import reception_autumn, school_terms
from csps.synthetic.calendar import school_days
from csps.synthetic.lives.population import NOBODY

E = CODES.index("E")
COUNTS = np.array([COUNTED_AS[code] for code in CODES])
POSSIBLE = COUNTS != Counted.NOT_POSSIBLE
ABSENT = (COUNTS == Counted.AUTHORISED) | (COUNTS == Counted.UNAUTHORISED)


@pytest.fixture(scope="module")
def feed(by_table):
    return by_table["feeds.school_attendance"]


@pytest.fixture(scope="module")
def weeks(feed):
    return list(feed.weeks())


def monday_of(batch):
    mondays = set(batch.columns["week_start"].tolist())
    assert len(mondays) == 1
    return mondays.pop()


def test_there_is_one_batch_for_each_school_week(watch, weeks):
    mondays = [watch.calendar.monday(week) for week in range(watch.calendar.weeks)]
    assert [monday_of(batch) for batch in weeks] == [monday for monday in mondays if school_days(monday)]


def test_codes_can_be_used_on_the_monday(weeks):
    said = set()
    for batch in weeks:
        codes = {CODES[place] for place in np.unique(batch.columns["register_code"].indices)}
        assert codes <= set(REGISTER_CODE.valid_on(monday_of(batch)))
        said |= codes
    assert {"/", "\\", "I", "O", "U", "L"} <= said


def test_sessions_of_a_pupil_and_week_are_those_possible(weeks):
    for batch in weeks:
        pupil, sessions = batch.columns["pupil_id"].indices, batch.columns["sessions"]
        total = np.bincount(pupil, sessions)
        most = 2 * school_days(monday_of(batch))
        assert total.max() == most
        assert sessions.min() >= 1
        assert (total[total > 0] == most).mean() > 0.9


def test_one_row_for_each_pupil_school_and_code(weeks):
    for batch in weeks:
        columns = batch.columns
        key = (columns["pupil_id"].indices * 1000 + columns["estab"].indices) * 100 + columns["register_code"].indices
        assert len(np.unique(key)) == len(key)


def test_only_pupils_on_the_roll_attend(by_table, weeks):
    """As the enrolment table tells it, the last statement about each spell counting."""
    said = by_table["feeds.school_enrolment"]
    spells = {}
    for row in np.argsort(said.known, kind="stable"):
        pupil, estab = (said.columns[name].indices[row] for name in ("pupil_id", "estab"))
        entry, leaving = (said.columns[name][row] for name in ("entry_date", "leaving_date"))
        spells.setdefault((said.columns["pupil_id"].vocabulary[pupil], estab), {})[entry] = leaving
    for batch in weeks[::6]:
        monday = np.datetime64(monday_of(batch), "D")
        pupils, words = batch.columns["pupil_id"].indices, batch.columns["pupil_id"].vocabulary
        for pupil, estab in zip(pupils, batch.columns["estab"].indices, strict=True):
            known = spells[words[pupil], estab].items()
            assert any(entry < monday + 5 and (np.isnat(leaves) or leaves >= monday) for entry, leaves in known)


def test_a_week_is_known_after_it_ended_and_as_a_whole(weeks):
    for batch in weeks:
        monday = (monday_of(batch) - date(1970, 1, 1)).days
        assert len(set(batch.known.tolist())) == 1
        assert batch.known[0] >= monday + 7


def test_suspended_sessions_are_in_the_registers(watch, by_table, weeks):
    exclusions = by_table["feeds.school_exclusion"]
    suspended = ~np.ma.getmaskarray(exclusions.columns["sessions"])
    start = exclusions.columns["start_date"].astype(int)
    # well inside the delivered weeks, so that all of it shows
    inside = suspended & (start >= watch.calendar.start_day) & (start < watch.calendar.end_day - 40)
    missed = np.zeros(len(watch.history.people["birth"]), dtype=int)
    for batch in weeks:
        rows = batch.columns["register_code"].indices == E
        np.add.at(missed, batch.persons["pupil_id"][rows], batch.columns["sessions"][rows])
    expected = np.zeros_like(missed)
    np.add.at(expected, exclusions.persons["pupil_id"][inside], exclusions.columns["sessions"].filled(0)[inside])
    assert expected.sum() > 0
    assert (missed >= expected).all()


def yearly(watch, weeks):
    """Add up possible and missed sessions of each person over all weeks."""
    totals = np.zeros((2, len(watch.history.people["birth"])))
    for batch in weeks:
        person, code = batch.persons["pupil_id"], batch.columns["register_code"].indices
        for place, counts in enumerate((POSSIBLE, ABSENT)):
            totals[place] += np.bincount(person, batch.columns["sessions"] * counts[code], totals.shape[1])
    there = totals[0] > 50
    return np.flatnonzero(there), totals[0][there], totals[1][there]


def test_absence_is_like_a_london_boroughs(watch, weeks):
    """Within wide bounds: few hundred pupils, and households share their troubles."""
    _, possible, missed = yearly(watch, weeks)
    assert 0.045 < missed.sum() / possible.sum() < 0.085
    assert 0.10 < (missed / possible >= 0.10).mean() < 0.26
    assert (missed / possible >= 0.5).mean() < 0.04


def test_a_spell_of_absence_at_home_shows(watch, weeks):
    spells = watch.history.lasted("absence")
    person, possible, missed = yearly(watch, weeks)
    middle = watch.calendar.start_day + 150
    home = watch.history.home(person, np.full(len(person), middle))
    on = np.isin(home, spells["household"][(spells["start"] <= middle) & (spells["end"] > middle)]) & (home != NOBODY)
    assert missed[on].sum() / possible[on].sum() > 1.6 * missed[~on].sum() / possible[~on].sum()


def test_weeks_are_the_same_whenever_they_are_read(feed, weeks):
    for one, other in zip(weeks, feed.weeks(), strict=True):
        assert (one.columns["sessions"] == other.columns["sessions"]).all()
        assert (one.columns["register_code"].indices == other.columns["register_code"].indices).all()


def test_the_feed_is_for_the_table_of_attendance(feed):
    assert isinstance(feed, AttendanceFeed)
    assert feed.table == "feeds.school_attendance"


def test_nobody_attends_after_year_11(watch, weeks):
    reception = reception_autumn(watch.history.people["birth"])
    for batch in weeks:
        monday = monday_of(batch)
        year = (monday.year if monday.month >= 9 else monday.year - 1) - reception[batch.persons["pupil_id"]]
        assert year.min() >= 0
        assert year.max() <= 11


def registers_of(*spells):
    """Make a feed of a few spells (entry, end), which knows nothing else."""
    entry, end = (np.array(days, dtype=np.int32) for days in zip(*spells, strict=True))
    zeros = np.zeros(len(entry), dtype=np.int32)
    attending = Attending(zeros, entry, end, zeros, zeros, zeros, np.array(["P"], dtype=object), ["S"], zeros > 0)
    return AttendanceFeed(None, attending, None, None)


@pytest.mark.parametrize(
    ("entry", "end", "sessions"),
    [(0, 900, 10), (102, 900, 6), (104, 900, 2), (105, 900, 0), (0, 103, 6), (0, 101, 2), (0, 100, 0), (101, 102, 2)],
)
def test_two_sessions_are_possible_on_each_day_from_entry_to_the_end(entry, end, sessions):
    monday = 100
    spell, possible = registers_of((entry, end))._on_roll(monday, np.ones(5, dtype=bool))
    assert (possible.tolist() or [0]) == [sessions]
    assert len(spell) == (sessions > 0)


def test_days_without_school_have_no_sessions():
    from_wednesday = np.array([False, False, True, True, True])
    spell, possible = registers_of((0, 900), (0, 102), (104, 900))._on_roll(100, from_wednesday)
    assert spell.tolist() == [0, 2]
    assert possible.tolist() == [6, 2]


def test_no_more_sessions_are_written_down_than_there_are():
    sessions = _Sessions(np.array([10, 4, 0], dtype=np.int8))
    sessions.take(1, np.array([3, 9, 5]))
    sessions.take(np.array([7, 8, 9], dtype=np.uint8), np.array([20, 1, 1]))
    pupil, code, count = sessions.columns()
    assert sorted(zip(pupil.tolist(), code.tolist(), count.tolist(), strict=True)) == [(0, 1, 3), (0, 7, 7), (1, 1, 4)]
    assert sessions.left.tolist() == [0, 0, 0]


def test_suspended_sessions_of_one_week_add_up_by_spell():
    weeks = SuspendedWeeks(np.array([2, 3, 3, 3]), np.array([0, 1, 1, 0]), np.array([2, 2, 1, 2], dtype=np.int8))
    assert weeks.of(3, 3).tolist() == [2, 3, 0]
    assert weeks.of(4, 3).tolist() == [0, 0, 0]


def test_an_exclusion_is_spread_over_school_days_and_a_half_day_comes_last(watch, steps):
    careers = steps.careers
    thursday = int(school_terms().next_school_day(np.array([watch.calendar.first_day(20) + 3]))[0])
    spell = np.flatnonzero((careers.entry < thursday - 10) & (careers.end > thursday + 30))[:1]
    exclusion = Exclusions(careers.person[spell], np.array([thursday]), np.array([0]), np.array([5]))
    spread = suspended_weeks(watch, steps.roll, exclusion, place=np.arange(len(careers.entry)))
    assert spread.sessions.tolist() == [2, 2, 1]
    assert set(spread.spell) == set(spell)
    days = school_terms().after(np.full(3, thursday), np.arange(3))
    assert spread.week.tolist() == ((days - watch.calendar.start_day) // 7).tolist()
    assert spread.week[2] > spread.week[0]
