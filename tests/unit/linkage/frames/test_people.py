"""Records gathered by average linkage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.linkage.frames.people import gather_people


def gathered(count, *pairs, least=0.0):
    one, other, weight = (
        (np.array(column) for column in zip(*pairs, strict=True)) if pairs else (np.zeros(0, np.int64),) * 3
    )
    return gather_people(count, one.astype(np.int64), other.astype(np.int64), weight.astype(float), least).tolist()


def test_a_strong_pair_is_one_person():
    assert gathered(3, (0, 2, 5.0)) == [0, 1, 0]


@pytest.mark.parametrize(("weight", "persons"), [(0.0, [0, 0]), (-0.1, [0, 1])])
def test_at_the_threshold_a_pair_is_joined_and_below_it_is_not(weight, persons):
    assert gathered(2, (0, 1, weight)) == persons


def test_a_single_bridge_does_not_join_two_people():
    first = [(0, 1, 20.0), (0, 2, 20.0), (1, 2, 20.0)]
    second = [(3, 4, 20.0), (3, 5, 20.0), (4, 5, 20.0)]
    against = [(a, b, -15.0) for a in range(3) for b in range(3, 6) if (a, b) != (2, 3)]
    assert gathered(6, *sorted([*first, *second, *against, (2, 3, 4.0)])) == [0, 0, 0, 3, 3, 3]


def test_a_faulty_copy_joins_by_its_best_likeness():
    assert gathered(3, (0, 1, 20.0), (0, 2, 6.0), (1, 2, -2.0)) == [0, 0, 0]


@given(st.permutations(range(5)))
def test_the_numbering_of_records_changes_no_person(order):
    pairs = {(0, 1): 9.0, (1, 2): 7.0, (0, 2): -1.0, (2, 3): 3.0, (3, 4): 8.0}
    plain = gathered(5, *((a, b, w) for (a, b), w in sorted(pairs.items())))
    turned = gathered(5, *sorted((*sorted((order[a], order[b])), w) for (a, b), w in pairs.items()))
    together = {(a, b) for a in range(5) for b in range(5) if plain[a] == plain[b]}
    assert {(a, b) for a in range(5) for b in range(5) if turned[order[a]] == turned[order[b]]} == together
