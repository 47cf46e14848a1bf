"""Pairs counted in heaps are the pairs one would list."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.synthetic.marking.pairs import (
    Agreement,
    agreement,
    agreement_by_group,
    heaps,
    pairs_across,
    pairs_touching,
    pairs_within,
)

RECORDS = st.lists(st.tuples(*(st.integers(0, 4) for _ in range(3))), max_size=24)


def columns(records):
    return [np.array([record[place] for record in records], dtype=np.int64) for place in range(3)]


@given(RECORDS)
def test_pairs_within_and_across_are_those_one_would_list(records):
    side, one, two = columns(records)
    listed = list(combinations(range(len(records)), 2))
    alike = [(a, b) for a, b in listed if one[a] == one[b] and two[a] == two[b]]
    assert pairs_within(one, two) == len(alike)
    assert pairs_across(side, one, two) == sum(side[a] != side[b] for a, b in alike)
    touching = [sum((side[a] == s) != (side[b] == s) for a, b in alike) for s in range(5)]
    assert pairs_touching(side, 5, one, two).tolist() == touching


@given(RECORDS)
def test_heaps_are_numbered_without_gaps(records):
    one, two, three = columns(records)
    found = heaps(one, two, three)
    assert set(found.tolist()) == set(range(len(set(records))))
    assert all((found[a] == found[b]) == (records[a] == records[b]) for a, b in combinations(range(len(records)), 2))


@given(RECORDS)
def test_agreement_is_that_of_listed_pairs(records):
    claimed, person, _ = columns(records)
    listed = list(combinations(range(len(records)), 2))
    true = {(a, b) for a, b in listed if person[a] == person[b]}
    said = {(a, b) for a, b in listed if claimed[a] == claimed[b]}
    marks = agreement(claimed, person)
    assert (marks.true, marks.claimed, marks.right) == (len(true), len(said), len(true & said))
    assert marks.recall == (pytest.approx(len(true & said) / len(true)) if true else None)
    assert marks.precision == (pytest.approx(len(true & said) / len(said)) if said else None)


@given(RECORDS)
def test_groups_add_up_to_the_whole(records):
    claimed, person, _ = columns(records)
    group = person % 2  # a person has one group
    whole, parts = agreement(claimed, person), agreement_by_group(claimed, person, group)
    assert sum(part.true for part in parts.values()) == whole.true
    assert sum(part.claimed for part in parts.values()) == whole.claimed
    assert sum(part.right for part in parts.values()) == whole.right


@given(RECORDS)
def test_a_group_counts_its_ends_of_claimed_pairs(records):
    claimed, person, _ = columns(records)
    group = person % 2
    listed = [(a, b) for a, b in combinations(range(len(records)), 2) if claimed[a] == claimed[b]]
    for value, marks in agreement_by_group(claimed, person, group).items():
        assert marks.claimed == sum(int(group[end] == value) for pair in listed for end in pair) / 2


@given(RECORDS, st.randoms(use_true_random=False))
def test_neither_order_nor_names_of_persons_matter(records, random):
    shuffled = random.sample(records, len(records))
    claimed, person, _ = columns(records)
    other_claimed, other_person, _ = columns(shuffled)
    assert agreement(claimed, person) == agreement(other_claimed * 7 - 3, other_person + 100)


def test_what_is_left_after_a_part():
    assert Agreement(10, 8, 6) - Agreement(4, 4, 4) == Agreement(6, 4, 2)
    assert Agreement(0, 0, 0).precision is None
