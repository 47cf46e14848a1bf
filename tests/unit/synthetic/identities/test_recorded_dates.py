"""Dates of birth as they are written down wrongly."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.identities import recorded_dates
from csps.synthetic.identities.recorded_dates import DateParts

dates = st.dates(min_value=date(1920, 1, 1), max_value=date(2026, 12, 31))


def as_array(day):
    return np.array([day], dtype="datetime64[D]")


@given(dates)
def test_dates_come_apart_and_together(day):
    born = as_array(day)
    assert recorded_dates.joined(recorded_dates.parts_of(born)) == born
    assert recorded_dates.parts_of(born) == (day.year, day.month, day.day)


@given(dates, st.integers(0, 2**32))
def test_wrong_dates_are_dates_and_differ(day, seed):
    born, rng = as_array(day), np.random.default_rng(seed)
    assert recorded_dates.one_digit_off(born, rng) != born
    assert recorded_dates.one_year_off(born, rng) != born
    swapped = recorded_dates.day_month_swapped(born)
    assert (swapped != born) == (day.day <= 12 and day.day != day.month)
    assert recorded_dates.first_january(born) == np.datetime64(f"{day.year}-01-01")


@pytest.mark.parametrize(
    ("parts", "day"),
    [((2023, 2, 31), "2023-02-28"), ((2024, 2, 30), "2024-02-29"), ((2023, 12, 31), "2023-12-31"),
     ((1999, 4, 31), "1999-04-30"), ((1969, 1, 1), "1969-01-01")],
)  # fmt: skip
def test_a_day_beyond_the_end_of_its_month_is_its_last_day(parts, day):
    assert recorded_dates.joined(DateParts(*(np.array([part]) for part in parts))) == np.datetime64(day)


@pytest.mark.parametrize(
    ("born", "written"),
    [("2010-03-12", "2010-12-03"), ("2010-03-13", "2010-03-13"), ("2010-05-05", "2010-05-05"),
     ("2010-12-01", "2010-01-12")],
)  # fmt: skip
def test_day_and_month_change_places_where_both_could_be_months(born, written):
    assert recorded_dates.day_month_swapped(as_array(born)) == np.datetime64(written)


@given(dates)
def test_a_swap_is_undone_by_another(day):
    swapped = recorded_dates.day_month_swapped(recorded_dates.day_month_swapped(as_array(day)))
    assert swapped == as_array(day)


@given(dates, st.integers(0, 2**32))
def test_one_digit_off_is_near_in_one_part(day, seed):
    wrong = recorded_dates.one_digit_off(as_array(day), np.random.default_rng(seed))[0].item()
    differs = [wrong.year != day.year, wrong.month != day.month, wrong.day != day.day]
    at_the_end = day.day > 28  # such a day may have no like in another month or year
    assert sum(differs) == 1 or at_the_end
    assert abs(wrong.year - day.year) in (0, 1, 10)
    assert abs(wrong.month - day.month) <= 1


def test_every_part_goes_wrong_some_time():
    born = np.full(5_000, np.datetime64("1990-06-15"))
    year, month, day = recorded_dates.parts_of(recorded_dates.one_digit_off(born, np.random.default_rng(1)))
    assert set(year) == {1980, 1989, 1990, 1991, 2000}
    assert set(month) == {5, 6, 7}
    assert set(day) == {14, 15, 16, 25}
    assert [(year != 1990).mean(), (month != 6).mean(), (day != 15).mean()] == pytest.approx([0.4, 0.2, 0.4], abs=0.03)


def test_a_leap_day_of_another_year_is_the_last_of_february():
    written = recorded_dates.one_year_off(np.full(100, np.datetime64("2012-02-29")), np.random.default_rng(1))
    assert set(written.tolist()) == {date(2011, 2, 28), date(2013, 2, 28)}


def test_no_dates_stay_no_dates():
    none, rng = np.array([], dtype="datetime64[D]"), np.random.default_rng(1)
    assert len(recorded_dates.one_digit_off(none, rng)) == 0
    assert len(recorded_dates.one_year_off(none, rng)) == 0
    assert len(recorded_dates.day_month_swapped(none)) == 0
