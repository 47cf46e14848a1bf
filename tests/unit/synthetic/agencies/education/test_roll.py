"""Who is on file, and what is said at entry, at each census and at leaving."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.domain.weeks import academic_year
from csps.synthetic.agencies.education.households import HouseholdSpells
from csps.synthetic.agencies.education.roll import _free_meals, _overtaken, _status
from csps.synthetic.agencies.education.schools import COLLEGE, PRIMARY, REFERRAL
from csps.synthetic.calendar import FOREVER


@pytest.fixture(scope="module")
def rows(by_table, as_frames):
    batch = by_table["feeds.school_enrolment"]
    frame = as_frames([batch])["feeds.school_enrolment"].assign(person=batch.persons["pupil_id"])
    return frame.sort_values("known", kind="stable")


SPELL = ["pupil_id", "estab", "entry_date"]


def test_most_pupils_have_a_pupil_number(by_table, texts):
    numbers = texts(by_table["feeds.school_enrolment"].columns["upn"])
    assert np.mean([number is not None for number in numbers]) > 0.95


def test_the_last_word_on_a_spell_is_its_leaving(rows):
    last = rows.drop_duplicates(SPELL, keep="last").set_index(SPELL)
    left = rows[rows.leaving_date.notna()].set_index(SPELL)
    assert len(left) > 50
    assert left.index.is_unique
    assert (last.loc[left.index].leaving_date == left.leaving_date).all()
    assert (left.enrol_status == "P").all()
    assert not (rows.enrol_status[rows.leaving_date.isna()] == "P").any()


def test_of_what_was_said_before_the_first_delivery_one_statement_is_left(watch, rows):
    early = rows[rows.known < watch.calendar.start_day]
    assert len(early) > 50
    assert not early.duplicated(SPELL).any()


def test_who_stays_over_the_census_is_told_of_there(watch, rows):
    census = rows[rows.duplicated(SPELL, keep=False) & rows.leaving_date.isna()]
    assert len(census)
    autumn = {date.fromordinal(719163 + int(day) - 35).month for day in census.known[census.duplicated(SPELL)]}
    assert autumn <= {9, 10}


def test_the_year_group_follows_from_the_date_of_birth(watch, rows):
    birth = watch.history.people["birth"][rows.person]
    born = [academic_year(date.fromordinal(719163 + int(day))) for day in birth]
    at_entry = rows.drop_duplicates(SPELL).index
    entered = rows.loc[at_entry]
    year = [academic_year(day.date()) - autumn - 5 for day, autumn in zip(
        entered.entry_date, np.array(born)[rows.index.get_indexer(at_entry)], strict=True)]  # fmt: skip
    assert (entered.nc_year_actual >= np.clip(year, 0, 14)).all()
    assert rows.nc_year_actual.between(0, 14).all()


def test_who_is_out_of_work_mostly_has_free_meals(busy_watch):
    people, day = busy_watch.history.people, busy_watch.calendar.end_day - 100
    child = np.flatnonzero((people["birth"] < day - 5 * 365) & (people["birth"] > day - 16 * 365))
    days = np.full(len(child), day)
    poor = HouseholdSpells(busy_watch, "out_of_work").on(child, days)
    meals = _free_meals(busy_watch, child, days, np.random.default_rng(1))
    assert poor.sum() > 20
    assert meals[poor].mean() == pytest.approx(0.9 + 0.1 * 0.33, abs=0.12)
    assert meals[~poor].mean() == pytest.approx(0.33, abs=0.06)


def test_each_spell_is_kept_under_a_record_of_its_child(steps):
    roll = steps.roll
    assert (roll.register.person[roll.record] == roll.careers.person).all()
    assert (roll.register.person[roll.home_record] == roll.careers.pupils.person[roll.careers.home_child]).all()
    ended = roll.careers.end < FOREVER
    assert (roll.met[ended] < np.maximum(roll.careers.end, roll.met.min() + 1)[ended]).all()


def test_the_first_of_two_statements_is_overtaken_before_the_first_delivery_only():
    spell, known = np.array([1, 1, 2, 1, 3]), np.array([10, 20, 20, 120, 99])
    everything = np.ones(5, dtype=bool)
    assert _overtaken(spell, known, 100, everything).tolist() == [True, False, False, False, False]
    assert _overtaken(spell, known, 121, everything).tolist() == [True, True, False, False, False]
    assert not _overtaken(spell, known, 10, everything).any()
    without_last = np.array([True, False, True, True, True])
    assert not _overtaken(spell, known, 100, without_last).any()


def test_units_keep_many_dual_and_colleges_are_further_education():
    kind, spell = np.repeat([PRIMARY, REFERRAL, COLLEGE], 3_000), np.arange(9_000)
    stays = np.zeros(9_000, dtype=bool)
    status = _status(kind, stays, spell, np.random.default_rng(1)).reshape(3, -1)
    assert (status[2] == 2).all()
    assert (status[1] == 1).mean() == pytest.approx(0.35, abs=0.03)
    assert (status[0] == 1).mean() == pytest.approx(0.01, abs=0.01)
    assert (_status(kind, ~stays, spell, np.random.default_rng(1)) == 3).all()
