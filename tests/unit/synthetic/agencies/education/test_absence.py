"""How much school is missed, and the codes it is missed under."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.contracts.code_lists.attendance import REGISTER_CODE
from csps.synthetic.agencies.education.absence import (
    ADDED,
    CODE,
    CODES,
    DRAWS,
    LEVELS,
    MOST,
    absence_table,
    level_of,
    propensities,
    reasons_on,
)
from csps.synthetic.agencies.education.households import HouseholdSpells


@pytest.fixture(scope="module")
def inclined(watch):
    return propensities(watch)


@pytest.mark.parametrize("monday", [date(2019, 9, 2), date(2024, 8, 12), date(2024, 8, 19), date(2026, 9, 7)])
def test_every_code_that_can_be_drawn_can_be_used_on_the_day(monday):
    tables = reasons_on(monday)
    drawn = {
        CODES[place]
        for table in (tables.main, tables.second, tables.elsewhere, tables.impossible)
        for place in table.flat
    }
    assert drawn <= set(REGISTER_CODE.valid_on(monday))
    assert ("H" in drawn) == (monday < date(2024, 8, 19))


@pytest.mark.parametrize("days", [1, 3, 5])
def test_the_table_of_absence_keeps_its_promise(days):
    """On average a level's share of days is missed."""
    levels = np.arange(LEVELS)
    share = MOST * (levels / (LEVELS - 1)) ** 2
    assert np.abs(absence_table()[days].mean(axis=1) / days - share).max() < 0.002
    assert (level_of(share.astype(np.float32)) == levels).all()
    assert len(ADDED) == 4


def test_nobody_misses_more_days_than_there_are_and_who_never_misses_misses_none():
    table = absence_table()
    for days in range(6):
        assert table[days].max() == days
    assert (table[:, 0] == 0).all()


def test_a_higher_level_never_misses_less_and_a_higher_draw_neither():
    mean = absence_table()[1:].mean(axis=2)
    assert (np.diff(mean, axis=1) >= 0).all()
    assert (np.diff(absence_table().astype(int), axis=2) >= 0).all()


def test_levels_begin_at_none_and_end_at_most():
    assert level_of(np.array([0.0, MOST, MOST + 0.2, 7.0], dtype=np.float32)).tolist() == [0, 255, 255, 255]


def test_most_absence_is_illness_and_at_home_more_of_it_is_unauthorised():
    main = reasons_on(date(2026, 1, 5)).main
    share = np.array([(main == CODE[code]).mean(axis=1) for code in ("I", "O")])
    assert (share[0] > 0.35).all()
    assert share[0, 0] > share[0, 1]
    assert share[1, 1] > 3 * share[1, 0]


def test_codes_that_are_drawn_have_the_shares_that_were_declared():
    tables = reasons_on(date(2026, 1, 5))
    assert (tables.second == CODE["M"]).mean() == pytest.approx(0.45, abs=2 / DRAWS)
    assert (tables.impossible == CODE["Y4"]).mean() == pytest.approx(0.4, abs=2 / DRAWS)


def test_the_state_carried_from_week_to_week_is_the_state_looked_up(watch, inclined):
    state = inclined.state_before(0)
    for week in range(watch.calendar.weeks):
        assert (state == inclined.state_before(week)).all(), week
        inclined.advance(state, week)


def test_only_children_of_households_with_a_spell_are_touched_and_in_the_end_nobody(watch, inclined):
    ever = set(HouseholdSpells(watch, "absence").of_persons()[0].tolist())
    assert set(np.flatnonzero(inclined.state_before(watch.calendar.weeks // 2)).tolist()) <= ever
    assert (inclined.state_before(0) >= 0).all()
    assert inclined.step[inclined.step > 0].max() < len(ADDED)
    assert (np.bincount(inclined.person, inclined.step, len(inclined.own)) == 0).all()  # every spell is taken back


def test_special_needs_go_with_more_absence(busy_watch):
    own, send = propensities(busy_watch).own, busy_watch.history.people["send"]
    assert own[send == 0].mean() < own[send > 0].mean()
    assert own.min() >= 0
