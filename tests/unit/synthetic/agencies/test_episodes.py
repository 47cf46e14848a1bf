"""What lasts, and how it is told."""

from __future__ import annotations

from datetime import date

import numpy as np

from csps.synthetic.agencies.episodes import (
    Spans,
    arrears_months,
    clear_of,
    drawn_spells,
    first_day_of,
    month_of,
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
