"""What is odd beside the deliveries before: each threshold from both sides."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.feeds.oddity import distance, has_new_codes, is_emptied, lies_otherwise, odd, was_filled
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
    assert list(odd(now, before)) == [("a", emptied.RULE), ("b", new_codes.RULE), ("c", odd_values.RULE)]
    assert list(odd(now, [])) == [], "there is nothing to compare with"


@settings(deadline=None)
@given(BANDS, BANDS)
def test_a_distance_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= distance(one, other) <= 1 + 1e-9
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert distance(one, one) == 0


@settings(deadline=None)
@given(BANDS.filter(lambda bands: bands.total() >= 50))
def test_a_delivery_like_those_before_is_never_odd(bands):
    assert list(odd({"a": bands}, [{"a": bands}] * 8)) == []
