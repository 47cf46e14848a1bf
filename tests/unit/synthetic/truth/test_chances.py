"""Chances of independent events, held against every way in which they can come or stay away."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.truth.chances import at_least, either

CHANCE = st.floats(0, 1)


def enumerated(chances, number):
    """Add up the chance of every outcome in which at least so many events come."""
    return sum(
        prod(chance if comes else 1 - chance for chance, comes in zip(chances, outcome, strict=True))
        for outcome in product((False, True), repeat=len(chances))
        if sum(outcome) >= number
    )


@given(st.lists(CHANCE, min_size=1, max_size=6), st.integers(1, 7))
def test_at_least_so_many_come_as_often_as_all_outcomes_say(chances, number):
    found = at_least([np.array([chance]) for chance in chances], number)
    assert found.tolist() == pytest.approx([enumerated(chances, number)], abs=1e-12)


@given(CHANCE, CHANCE)
def test_either_is_at_least_one(one, other):
    assert float(either(np.array(one), np.array(other))) == pytest.approx(enumerated([one, other], 1), abs=1e-12)


def test_one_chance_may_hold_for_many_families():
    families = np.array([0.0, 0.2, 1.0])
    found = at_least([families, np.array([0.5]), np.array(0.5)], 2)
    assert found.tolist() == pytest.approx([enumerated([chance, 0.5, 0.5], 2) for chance in families])


def test_the_order_of_events_does_not_matter():
    chances = [np.array([0.1]), np.array([0.7]), np.array([0.4]), np.array([0.9])]
    assert at_least(chances, 3) == pytest.approx(at_least(chances[::-1], 3))
