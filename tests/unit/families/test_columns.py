"""Columns keep together, and come in one kind of whole number and one of day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from csps.families.columns import ByKey, Codes, Days, Rows, firsts, plain


@dataclass(frozen=True, slots=True)
class Pair(Rows):
    """Two columns."""

    number: Codes
    day: Days


def test_rows_are_chosen_from_every_column():
    days = np.array(["2020-01-01", "NaT", "2021-01-01"], "datetime64[D]")
    chosen = Pair(np.array([1, 2, 3]), days).only(np.array([True, False, True]))
    assert len(chosen) == 2
    assert chosen.number.tolist() == [1, 3]
    assert chosen.day.tolist() == [days[0], days[2]]


def test_days_and_whole_numbers_have_one_kind_each():
    assert plain(np.array(["2020-01-01"], "datetime64[ns]")).dtype == "datetime64[D]"
    assert plain(np.array([1], "uint8")).dtype == np.int64
    assert plain(np.array([True])).dtype == bool


def test_the_first_of_every_run_is_flagged():
    assert firsts(np.array([1, 1, 2, 2]), np.array([5, 6, 6, 6])).tolist() == [True, True, True, False]
    assert firsts(np.zeros(0)).tolist() == []


def test_rows_are_found_by_their_key():
    rows, which = ByKey(np.array([2, 0, 2, 1]), 4).of(np.array([2, 3, 1]))
    assert rows.tolist() == [0, 2, 3]
    assert which.tolist() == [0, 0, 2]
