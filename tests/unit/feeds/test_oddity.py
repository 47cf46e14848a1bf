"""What is odd beside the deliveries before: each threshold from both sides."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.feeds.oddity import (
    Compared,
    Earlier,
    compared,
    distance,
    has_new_codes,
    is_emptied,
    lies_otherwise,
    odd,
    wanted_days,
    was_filled,
)
from csps.feeds.patterns import MISSING, UNLISTED
from csps.feeds.rules.delivery import emptied, new_codes, odd_values

BANDS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 200), max_size=6).map(Counter)


@pytest.mark.parametrize(
    ("now", "usual", "expected"),
    [
        ({"a": 1, MISSING: 19}, {"a": 10, MISSING: 10}, True),
        ({"a": 2, MISSING: 18}, {"a": 10, MISSING: 10}, False),  # a tenth is still there
        ({"a": 1, MISSING: 19}, {"a": 9, MISSING: 11}, False),  # it was never filled
        ({MISSING: 19}, {"a": 20}, False),  # too few rows to say
    ],
)
def test_a_column_is_emptied(now, usual, expected):
    assert is_emptied(Counter(now), Counter(usual)) is expected


def test_a_column_was_filled_in_every_one_of_enough_deliveries():
    full, half, empty = Counter(a=20), Counter({"a": 10, MISSING: 10}), Counter({"a": 9, MISSING: 11})
    assert was_filled([full, full, half, half])
    assert not was_filled([full] * 3)
    assert not was_filled([full] * 4 + [empty]), "it came empty before: that is its nature"
    assert was_filled([full] * 4 + [Counter({MISSING: 19})]), "a few rows say nothing"


@pytest.mark.parametrize(
    ("now", "usual", "expected"),
    [
        ({"a": 19, UNLISTED: 1}, {"a": 20}, True),
        ({"a": 96, UNLISTED: 4}, {"a": 20}, False),
        ({"a": 19, UNLISTED: 1}, {"a": 19, UNLISTED: 1}, False),  # they always were
        ({"a": 18, UNLISTED: 1, MISSING: 50}, {"a": 20}, False),  # too few values to say
    ],
)
def test_a_code_list_has_changed(now, usual, expected):
    assert has_new_codes(Counter(now), Counter(usual)) is expected


def test_values_lie_otherwise_where_they_did_not_differ_so_before():
    steady, other = Counter(a=50, b=50), Counter(a=95, b=5)
    assert lies_otherwise(other, [steady] * 4)
    assert not lies_otherwise(other, [steady] * 3), "three deliveries are too few"
    assert not lies_otherwise(Counter(a=84, b=16), [steady] * 4), "not far enough apart"
    assert not lies_otherwise(Counter(a=46, b=2), [steady] * 4), "too few values"
    assert not lies_otherwise(other, [Counter(a=90, b=10), Counter(a=10, b=90)] * 2), "they always differ"


def test_each_column_is_said_once_under_the_worst_that_is_wrong_with_it():
    before = [{"a": Counter(x=60), "b": Counter(x=60), "c": Counter(x=30, y=30), "d": Counter(x=60)}] * 4
    now = {"a": Counter({MISSING: 60}), "b": Counter({UNLISTED: 60}), "c": Counter(y=60), "d": Counter(x=60)}
    assert list(odd(now, Compared(before))) == [("a", emptied.RULE), ("b", new_codes.RULE), ("c", odd_values.RULE)]
    assert list(odd(now, Compared([]))) == [], "there is nothing to compare with"


LEAVERS, COMERS = {"status": Counter(P=95, C=5)}, {"status": Counter(P=4, C=96)}
SEPTEMBER = date(2025, 9, 7)


def weekly(pattern, last, count=8, apart=7):
    return [Earlier(last - timedelta(days=apart * number), pattern) for number in range(count)]


def said(now, earlier, day, days=()):
    return [rule for _, rule in odd(now, compared(earlier, day, days))]


def test_a_september_is_odd_after_an_august_unless_the_one_before_was_like_it():
    august = weekly(LEAVERS, SEPTEMBER - timedelta(days=7))
    assert said(COMERS, august, SEPTEMBER) == [odd_values.RULE]
    for off in (-21, 0, 21):
        year_before = Earlier(SEPTEMBER - timedelta(weeks=52) + timedelta(days=off), COMERS)
        assert said(COMERS, [*august, year_before], SEPTEMBER) == []
    for off in (-22, 22):
        year_before = Earlier(SEPTEMBER - timedelta(weeks=52) + timedelta(days=off), COMERS)
        assert said(COMERS, [*august, year_before], SEPTEMBER) == [odd_values.RULE]


def test_what_no_september_was_like_is_odd_in_september_too():
    earlier = [*weekly(LEAVERS, SEPTEMBER - timedelta(days=7)), Earlier(SEPTEMBER - timedelta(weeks=52), COMERS)]
    assert said({"status": Counter(M=100)}, earlier, SEPTEMBER) == [odd_values.RULE]
    few = Earlier(SEPTEMBER - timedelta(weeks=52), {"status": Counter(C=49)})
    assert said(COMERS, [*earlier[:8], few], SEPTEMBER) == [odd_values.RULE], "49 values say nothing"


def test_after_half_the_usual_time_days_lie_half_as_far_back():
    last = date(2026, 11, 1)
    before = weekly({"moved": Counter({"4": 60, "3": 30, "2": 10})}, last, apart=28)
    nearer = {"moved": Counter({"3": 60, "2": 30, "1": 10})}
    assert said(nearer, before, last + timedelta(days=14), ["moved"]) == []
    assert said(nearer, before, last + timedelta(days=28), ["moved"]) == [odd_values.RULE]
    assert said(nearer, before, last + timedelta(days=14)) == [odd_values.RULE], "they are no days"
    assert said({"moved": Counter({"9": 100})}, before, last + timedelta(days=14), ["moved"]) == [odd_values.RULE]
    assert said({"moved": Counter({"5": 60, "4": 30, "3": 10})}, before, last + timedelta(days=56), ["moved"]) == []


def test_only_patterns_that_are_held_against_something_are_wanted():
    known = [SEPTEMBER - timedelta(weeks=number) for number in range(1, 60)]
    wanted = wanted_days(known, [SEPTEMBER])
    assert wanted == {*known[:8], *(SEPTEMBER - timedelta(weeks=number) for number in range(49, 56))}
    assert wanted_days([], [SEPTEMBER]) == set()


@settings(deadline=None)
@given(BANDS, BANDS)
def test_a_distance_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= distance(one, other) <= 1 + 1e-9
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert distance(one, one) == 0


@settings(deadline=None)
@given(BANDS.filter(lambda bands: bands.total() >= 50))
def test_a_delivery_like_those_before_is_never_odd(bands):
    assert list(odd({"a": bands}, Compared([{"a": bands}] * 8))) == []
