"""Weeks, quarters, school years and ages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.errors import UsageError
from csps.domain.weeks import (
    DEEMED_DAY_OF_BIRTH,
    SETTLING_WEEKS,
    Calendar,
    Term,
    academic_year,
    academic_year_name,
    age_on,
    easter_sunday,
    monday_of,
    term_of,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
BOROUGH = Calendar(end=date(2026, 11, 16), weeks=364)


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday(day):
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert monday <= day <= monday + timedelta(days=6)


def test_the_borough_has_twelve_training_dates_and_a_test_date_whose_outcomes_are_on_record():
    weeks = [BOROUGH.week_of(day) for day in BOROUGH.training_dates]
    assert weeks == list(range(104, 248, 13))
    assert BOROUGH.week_of(BOROUGH.test_date) == 299
    assert BOROUGH.training_dates[-1] + timedelta(weeks=52) == BOROUGH.test_date
    assert BOROUGH.test_date + timedelta(weeks=52 + SETTLING_WEEKS) == BOROUGH.end


@given(st.integers(1, 1000))
def test_quarters_end_with_the_calendar_and_hold_the_test_date(weeks):
    calendar = Calendar(end=date(2026, 11, 16), weeks=weeks)
    assert calendar.quarter_dates[-1] == calendar.end
    assert (calendar.test_date in calendar.quarter_dates) == (weeks >= 65)
    assert set(calendar.training_dates) <= set(calendar.quarter_dates)


@given(st.integers(1, 1000))
def test_the_horizon_of_a_training_date_is_over_by_the_test_date(weeks):
    calendar = Calendar(end=date(2026, 11, 16), weeks=weeks)
    assert all(day + timedelta(weeks=52) <= calendar.test_date for day in calendar.training_dates)


@given(st.integers(0, 364))
def test_a_week_and_its_monday_name_each_other(week):
    assert BOROUGH.week_of(BOROUGH.as_of(week)) == week
    assert BOROUGH.week_of(BOROUGH.as_of(week) + timedelta(days=6)) == week


def test_a_calendar_that_ends_on_a_sunday_is_refused_with_the_monday_before():
    with pytest.raises(UsageError, match=r"2026-11-15 is not a Monday.*Use 2026-11-09"):
        Calendar(end=date(2026, 11, 15), weeks=10)


@pytest.mark.parametrize("weeks", [0, -1])
def test_a_calendar_without_weeks_is_refused(weeks):
    with pytest.raises(UsageError, match="too short"):
        Calendar(end=date(2026, 11, 16), weeks=weeks)


@given(DAYS)
def test_a_school_year_begins_in_september(day):
    began = academic_year(day)
    assert date(began, 9, 1) <= day <= date(began + 1, 8, 31)


def test_a_school_year_is_written_with_two_digits_after_the_stroke():
    assert academic_year_name(date(2024, 9, 1)) == "2024/25"
    assert academic_year_name(date(1999, 9, 1)) == "1999/00"


# Published Easter Sundays, the earliest (2008) and the latest (2038) of the period among them.
@pytest.mark.parametrize(
    "sunday",
    [
        date(2008, 3, 23), date(2018, 4, 1), date(2020, 4, 12), date(2021, 4, 4), date(2022, 4, 17), date(2023, 4, 9),
        date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25),
    ],
)  # fmt: skip
def test_easter_falls_where_the_calendar_says(sunday):
    assert easter_sunday(sunday.year) == sunday


@given(st.integers(1900, 2100))
def test_easter_is_a_sunday_between_its_limits(year):
    sunday = easter_sunday(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2025, 9, 1), Term.AUTUMN),
        (date(2025, 12, 31), Term.AUTUMN),
        (date(2026, 1, 1), Term.SPRING),
        (date(2026, 4, 5), Term.SPRING),
        (date(2026, 4, 6), Term.SUMMER),
        (date(2026, 8, 31), Term.SUMMER),
    ],
)
def test_terms_meet_where_the_census_says(day, term):
    assert term_of(day) is term


@given(DAYS, st.integers(0, 40000))
def test_an_age_from_the_month_is_within_a_year_of_the_true_one_and_wrong_only_around_the_birthday(born, lived):
    day = born + timedelta(days=lived)
    true_age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    deemed = age_on(born, day)
    assert abs(deemed - true_age) <= 1
    if day.month != born.month:
        assert deemed == true_age


@given(DAYS, DAYS)
def test_the_day_of_birth_is_never_looked_at(born, day):
    if (day.year, day.month) >= (born.year, born.month):
        assert age_on(born.replace(day=1), day) == age_on(born.replace(day=28), day)


def test_a_birthday_falls_on_the_deemed_day():
    month = date(2008, 11, 1)
    assert age_on(month, date(2026, 11, DEEMED_DAY_OF_BIRTH - 1)) == 17
    assert age_on(month, date(2026, 11, DEEMED_DAY_OF_BIRTH)) == 18


def test_an_age_before_birth_is_refused_without_repeating_the_dates():
    with pytest.raises(UsageError) as refusal:
        age_on(date(2026, 12, 1), date(2026, 11, 30))
    assert "20" not in str(refusal.value)
