"""Weeks, terms and days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from csps.synthetic.calendar import (
    FOREVER,
    Calendar,
    academic_year,
    as_dates,
    day_number,
    school_days,
    season,
    term_dates,
)

CALENDAR = Calendar(date(2026, 11, 16), weeks=364, burn_in=156)
YEARS = range(2015, 2030)


def test_days_and_dates_are_the_same_thing():
    for day in (date(1969, 12, 31), date(2000, 2, 29), date(2026, 11, 16)):
        assert as_dates([day_number(day)])[0] == np.datetime64(day)


def test_what_never_ends_has_no_date():
    assert np.isnat(as_dates([FOREVER, FOREVER + 5])).all()
    assert as_dates([]).tolist() == []


def test_weeks_count_from_the_first_delivered_monday():
    assert CALENDAR.monday(0).weekday() == CALENDAR.monday(-156).weekday() == 0
    assert CALENDAR.monday(364) == CALENDAR.end
    assert CALENDAR.first_day(1) - CALENDAR.first_day(0) == 7
    assert (CALENDAR.start_day, CALENDAR.end_day) == (CALENDAR.first_day(0), CALENDAR.first_day(364))
    assert day_number(CALENDAR.monday(17)) == CALENDAR.first_day(17)


def test_quarters_begin_every_thirteen_weeks_up_to_the_end():
    assert list(CALENDAR.quarters())[:3] == [0, 13, 26]
    assert list(CALENDAR.quarters())[-1] == 364
    assert 104 in CALENDAR.quarters()
    assert 312 in CALENDAR.quarters()


@pytest.mark.parametrize("autumn", YEARS)
def test_a_year_has_six_half_terms_of_weekdays_in_order(autumn):
    terms = term_dates(autumn)
    days = [day for term in terms for day in term]
    assert len(terms) == 6
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert academic_year(days[0]) == academic_year(days[-1]) == autumn


@pytest.mark.parametrize("autumn", YEARS)
def test_a_year_has_about_190_school_days(autumn):
    """Schools must meet on 190 days; inset days and bank holidays are not taken out of our rule."""
    first = term_dates(autumn)[0][0]
    monday = first - timedelta(days=first.weekday())
    assert 185 <= sum(school_days(monday + timedelta(weeks=week)) for week in range(50)) <= 205


def test_school_days_of_weeks_that_are_cut():
    assert school_days(date(2024, 9, 2)) == 3
    assert school_days(date(2024, 12, 30)) == 0
    assert school_days(date(2025, 8, 4)) == 0
    assert school_days(date(2025, 3, 10)) == 5


def test_the_year_turns_in_september():
    assert academic_year(date(2025, 8, 31)) == 2024
    assert academic_year(date(2025, 9, 1)) == 2025


def test_every_week_has_one_season():
    mondays = [CALENDAR.monday(week) for week in range(364)]
    seasons = [season(monday) for monday in mondays]
    assert set(seasons) == {0, 1, 2, 3}
    assert all((kind == 3) == (school_days(monday) > 0) for kind, monday in zip(seasons, mondays, strict=True))
    assert 36 <= seasons.count(3) / 7 <= 41
