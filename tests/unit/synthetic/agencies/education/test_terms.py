"""School days as numbers."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.weeks import academic_year
from csps.synthetic.agencies.education.terms import (
    FIRST_AUTUMN,
    LAST_AUTUMN,
    autumn_of,
    autumns,
    reception_autumn,
    school_leaving_day,
    school_terms,
)
from csps.synthetic.calendar import day_number, school_days, term_dates

days = st.dates(min_value=date(1991, 9, 1), max_value=date(2059, 8, 31)).map(day_number)


def test_days_of_the_school_year():
    terms = school_terms()
    saturday = np.array([day_number(date(2024, 11, 9))])
    assert terms.next_school_day(saturday) == saturday + 2
    assert not terms.is_school_day(saturday).any()
    assert school_leaving_day(np.array([2024])) == day_number(date(2025, 6, 27))
    days = np.array([day_number(date(2024, 8, 31)), day_number(date(2024, 9, 1)), day_number(date(2025, 1, 1))])
    assert autumn_of(days).tolist() == [2023, 2024, 2024]
    assert autumn_of(days)[2] == academic_year(date(2025, 1, 1))


def test_reception_begins_in_the_september_after_the_fourth_birthday():
    births = np.array([day_number(date(2014, 8, 31)), day_number(date(2014, 9, 1))])
    assert reception_autumn(births).tolist() == [2018, 2019]


def test_the_table_counts_the_school_days_that_the_calendar_counts():
    terms = school_terms()
    for week in range(52 * 12):
        monday = date(2015, 8, 31) + timedelta(weeks=week)
        five = day_number(monday) + np.arange(5)
        assert terms.is_school_day(five).sum() == school_days(monday)


@given(days, st.integers(0, 400))
def test_going_on_by_school_days_passes_over_as_many(day, count):
    terms = school_terms()
    later = int(terms.after(np.array([day]), np.array([count]))[0])
    assert later >= day
    assert terms.is_school_day(np.array([later])).all()
    assert terms.is_school_day(np.arange(day, later)).sum() == count


@given(days)
def test_the_autumn_of_a_day_is_its_academic_year(day):
    assert autumn_of(np.array([day]))[0] == academic_year(date.fromordinal(719163 + day))


@given(st.dates(min_value=date(1991, 9, 1), max_value=date(2054, 8, 31)))
def test_a_child_starts_reception_between_the_fourth_and_the_fifth_birthday(birth):
    autumn = reception_autumn(np.array([day_number(birth)]))
    first = date.fromordinal(719163 + int(school_terms().first_day(autumn)[0]))
    assert first.year - birth.year - ((first.month, first.day) < (birth.month, birth.day)) in (4, 5)
    assert date(first.year, 8, 31).year - birth.year - ((birth.month, birth.day) > (8, 31)) == 4


@pytest.mark.parametrize("autumn", range(FIRST_AUTUMN, LAST_AUTUMN + 1, 7))
def test_a_year_begins_and_ends_with_a_school_day(autumn):
    terms, year = school_terms(), np.array([autumn])
    first, last = terms.first_day(year), terms.last_day(year)
    assert (first[0], last[0]) == tuple(
        day_number(day) for day in (term_dates(autumn)[0][0], term_dates(autumn)[-1][1])
    )
    assert terms.is_school_day(np.concatenate((first, last))).all()
    assert not terms.is_school_day(np.concatenate((first - 1, last + 1))).any()


def test_years_outside_the_table_are_its_edges():
    terms = school_terms()
    for edge, beyond in ((FIRST_AUTUMN, 1800), (LAST_AUTUMN, 2500)):
        assert terms.first_day(np.array([beyond])) == terms.first_day(np.array([edge]))
        assert terms.last_day(np.array([beyond])) == terms.last_day(np.array([edge]))


def test_one_may_leave_on_the_last_friday_of_june():
    autumn = np.arange(2010, 2040)
    leaving = school_leaving_day(autumn[::-1])[::-1]
    for year, day in zip(autumn.tolist(), leaving.tolist(), strict=True):
        friday = date.fromordinal(719163 + day)
        assert (friday.weekday(), friday.month, friday.year) == (4, 6, year + 1)
        assert (friday + timedelta(days=7)).month == 7
    assert len(school_leaving_day(np.array([], dtype=np.int64))) == 0


def test_two_days_touch_the_years_they_lie_in_and_those_between():
    august, september = day_number(date(2024, 8, 31)), day_number(date(2024, 9, 1))
    assert list(autumns(august, august)) == [2023]
    assert list(autumns(august, september)) == [2023, 2024]
    assert list(autumns(day_number(date(2020, 1, 1)), september)) == [2019, 2020, 2021, 2022, 2023, 2024]
