"""Stretches of days, held against sets of days."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.calendar import FOREVER
from csps.synthetic.truth.intervals import Intervals, at_once, known_until, merged, on

HOUSEHOLDS, LAST_DAY = 3, 16
ROW = st.tuples(st.integers(0, HOUSEHOLDS), st.integers(-4, 12), st.integers(1, 5))
ROWS = st.lists(ROW, max_size=12)


def made(rows):
    """Join rows of household, start and length."""
    household, start, length = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return merged(household, start, start + length)


def days_of_rows(rows):
    """Give every household and day that some row covers."""
    return {(household, day) for household, start, length in rows for day in range(start, start + length)}


def days_of(stretches):
    return {
        (household, day)
        for household, start, end in zip(stretches.household, stretches.start, stretches.end, strict=True)
        for day in range(start, end)
    }


def well_kept(stretches):
    """Tell whether stretches are sorted, last a day at least, and neither overlap nor touch."""
    rows = list(zip(stretches.household, stretches.start, stretches.end, strict=True))
    apart = all((home, end) < (next_home, start) for (home, _, end), (next_home, start, _) in pairwise(rows))
    return apart and all(start < end for _, start, end in rows)


@given(ROWS)
def test_joined_stretches_cover_the_same_days_without_overlap(rows):
    found = made(rows)
    assert days_of(found) == days_of_rows(rows)
    assert well_kept(found)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    for name in ("household", "start", "end"):
        assert getattr(made(rows), name).tolist() == getattr(made(mixed), name).tolist()


@given(st.lists(ROWS, min_size=1, max_size=5), st.integers(1, 4))
def test_so_many_hold_at_once_on_the_days_on_which_so_many_hold(kinds, number):
    found = at_once([made(rows) for rows in kinds], number)
    covered = [days_of_rows(rows) for rows in kinds]
    expected = {cell for cell in set().union(*covered) if sum(cell in days for days in covered) >= number}
    assert days_of(found) == expected
    assert well_kept(found)


@given(ROWS, st.integers(-5, LAST_DAY + 2))
def test_on_gives_the_first_day_on_which_it_no_longer_holds(rows, day):
    covered = days_of_rows(rows)
    expected = []
    for household in range(HOUSEHOLDS + 2):  # one more than any row names
        until = day
        while (household, until) in covered:
            until += 1
        expected.append(until if until > day else 0)
    assert on(made(rows), np.arange(HOUSEHOLDS + 2), day).tolist() == expected


def test_what_lasts_for_ever_stays_within_its_household():
    found = merged(np.array([1, 2, 2]), np.array([5, 1, 9]), np.array([FOREVER + 364, 3, FOREVER]))
    assert found.household.tolist() == [1, 2, 2]
    assert found.end.tolist() == [FOREVER, 3, FOREVER]


def test_where_nothing_is_met_nothing_holds():
    nothing = Intervals(*(np.empty(0, dtype=np.int64) for _ in range(3)))
    assert len(at_once([nothing, nothing], 2).household) == 0
    assert on(nothing, np.array([0, 5]), 10).tolist() == [0, 0]


def test_what_is_known_on_a_day_is_not_what_comes_after_nor_the_end_of_what_lasts():
    household, start, end = np.array([0, 0, 1]), np.array([10, 15, 5]), np.array([20, 40, 90])
    rows = merged(household, start, end, lasts=np.array([False, False, True]))
    both = np.array([0, 1])
    assert on(rows, both, 12).tolist() == [40, 90]
    assert known_until(rows, both, 12).tolist() == [20, 0]
    assert known_until(rows, both, 15).tolist() == [40, 0]
    assert known_until(rows, both, 40).tolist() == [0, 0]
