from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.identities import misspelling, recorded_dates

names = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz'- łşé"), min_size=1, max_size=15).map(str.capitalize)
choices = st.integers(0, misspelling.CHOICES - 1)
dates = st.dates(min_value=np.datetime64("1920-01-01").item(), max_value=np.datetime64("2026-12-31").item())


@given(names, choices)
def test_a_slip_always_changes_a_name_by_one_letter(name, choice):
    slipped = misspelling.slip(name, choice)
    assert slipped != name
    assert abs(len(slipped) - len(name)) <= 1
    assert slipped == misspelling.slip(name, choice)


@given(names)
def test_folded_names_have_no_accents(name):
    assert misspelling.fold_accents(name).isascii()


@pytest.mark.parametrize(("name", "choice", "left"), [("Ali Omar Jama", 0, "Ali"), ("Ali Omar Jama", 8, "Jama")])
def test_dropping_a_part_keeps_one(name, choice, left):
    assert misspelling.drop_part(name, choice) == left


def as_array(day):
    return np.array([day], dtype="datetime64[D]")


@given(dates)
def test_dates_come_apart_and_together(day):
    date = as_array(day)
    assert recorded_dates.joined(recorded_dates.parts_of(date)) == date
    assert recorded_dates.parts_of(date) == (day.year, day.month, day.day)


@given(dates, st.integers(0, 2**32))
def test_wrong_dates_are_dates_and_differ(day, seed):
    date, rng = as_array(day), np.random.default_rng(seed)
    assert recorded_dates.one_digit_off(date, rng) != date
    assert recorded_dates.one_year_off(date, rng) != date
    swapped = recorded_dates.day_month_swapped(date)
    assert (swapped != date) == (day.day <= 12 and day.day != day.month)
    assert recorded_dates.first_january(date) == np.datetime64(f"{day.year}-01-01")
