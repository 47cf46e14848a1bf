"""What lasts, and how it is told."""

from __future__ import annotations

from datetime import date

import numpy as np

from csps.synthetic.agencies.episodes import (
    Spans,
    apart,
    arrears_months,
    clear_of,
    drawn_spells,
    first_day_of,
    month_of,
    told_by,
    told_twice,
)
from csps.synthetic.calendar import FOREVER, Calendar

CALENDAR = Calendar(date(2026, 11, 16), weeks=104, burn_in=10)
START = CALENDAR.start_day


def spans(*rows):
    return Spans(*(np.array(column) for column in zip(*rows, strict=True)))


def test_what_is_still_so_is_told_once_and_what_ended_again():
    opened, end = np.array([START - 50, START + 3, START + 3]), np.array([FOREVER, START + 90, START - 1])
    told = told_twice(CALENDAR, opened, end, np.random.default_rng(1))
    assert told.row.tolist() == [0, 1, 1]
    assert told.ended.tolist() == [False, False, True]
    assert START + 90 <= told.known[2] <= START + 150


def test_what_is_known_only_after_its_end_is_told_once():
    told = told_twice(CALENDAR, np.array([START + 90]), np.array([START + 10]), np.random.default_rng(1))
    assert told.ended.tolist() == [True]
    assert told.known.tolist() == [START + 90]


def test_nothing_is_told_of_what_becomes_known_after_the_delivered_weeks():
    end_day = CALENDAR.end_day
    opened, end = np.array([end_day, end_day + 1, START]), np.array([FOREVER, FOREVER, end_day - 10])
    told = told_twice(CALENDAR, opened, end, np.random.default_rng(1), latest=0)
    assert told.row.tolist() == [0, 2, 2]
    assert told.known.tolist() == [end_day, START, end_day - 10]
    late = told_twice(CALENDAR, opened, end + 11, np.random.default_rng(1), latest=0)
    assert late.row.tolist() == [0, 2]
    assert not late.ended.any()


def test_what_ended_on_the_first_delivered_day_is_told_and_the_day_before_not():
    opened, end = np.array([START - 90, START - 90]), np.array([START, START - 1])
    told = told_twice(CALENDAR, opened, end, np.random.default_rng(1), latest=0)
    assert told.row.tolist() == [0, 0]
    assert told.known.tolist() == [START - 90, START]


def test_an_end_known_with_the_opening_or_before_it_makes_one_telling():
    told = told_by(np.array([5, 5, 5, 5]), np.array([4, 5, 6, FOREVER]))
    assert told.row.tolist() == [2, 3, 0, 1, 2]
    assert told.known.tolist() == [5, 5, 5, 5, 6]
    assert told.ended.tolist() == [False, False, True, True, True]


def test_nothing_is_told_of_no_episodes():
    told = told_by(np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    assert len(told.row) == len(told.known) == len(told.ended) == 0


def test_episodes_of_one_key_stand_apart():
    key = np.array([2, 1, 1, 1])
    start, end = np.array([0, 20, 0, 10]), np.array([5, 30, 10, 15])
    assert apart(key, start, end).tolist() == [True, True, True, False]
    assert apart(key[:0], start[:0], end[:0]).tolist() == []


def test_what_lasts_for_ever_lets_nothing_follow_under_its_key_and_everything_under_others():
    key, start = np.array([7, 7, 8]), np.array([0, 500, 500])
    assert apart(key, start, np.array([FOREVER, 600, 600])).tolist() == [True, False, True]


def test_a_long_episode_hides_those_within_it_even_after_a_short_one():
    key, start, end = np.zeros(4, dtype=np.int64), np.array([0, 10, 30, 101]), np.array([100, 20, 40, 110])
    assert apart(key, start, end).tolist() == [True, False, False, True]


def test_a_month_begins_on_its_first_day():
    months = np.arange(600, 640)
    assert (month_of(first_day_of(months)) == months).all()
    assert (month_of(first_day_of(months) - 1) == months - 1).all()


def test_arrears_are_told_monthly_and_once_when_they_are_over():
    begun = first_day_of(np.array([month_of(np.array([START]))[0] + 2]))[0] + 9
    owing = arrears_months(CALENDAR, spans((7, begun, begun + 80)), spans((7, START, FOREVER), (8, START, FOREVER)))
    assert owing.debtor.tolist() == [0, 0, 0]
    assert np.diff(owing.month).tolist() == [1, 1]
    assert owing.over.tolist() == [False, False, True]


def test_arrears_end_with_the_account():
    begun = START + 9
    owing = arrears_months(CALENDAR, spans((7, begun, FOREVER)), spans((7, START, START + 70)))
    assert (first_day_of(owing.month) < START + 70).all()
    assert not owing.over.any()


def test_spells_stay_clear_of_others():
    clear = clear_of(spans((1, 10, 50), (1, 30, 90), (2, 10, 50)), spans((1, 20, 40)))
    assert clear.start.tolist() == [10, 10]
    assert clear.end.tolist() == [20, 50]


def test_drawn_spells_are_on_for_the_share_asked_for(watch):
    drawn = drawn_spells(watch, np.random.default_rng(1), share=0.3, years=2.0)
    day = watch.calendar.end_day - 100
    households = watch.history.households
    there = ((households["formed"] <= day) & (households["dissolved"] > day)).sum()
    on = ((drawn.start <= day) & (drawn.end > day)).sum()
    assert 0.2 < on / there < 0.4
    dissolved = households["dissolved"][drawn.household]
    assert (drawn.end <= np.where(dissolved < FOREVER, dissolved, FOREVER)).all()
