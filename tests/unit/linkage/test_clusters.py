"""Chains are cut at their weakest tie where they contradict themselves, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from csps.linkage.clusters import NONE, chains, gather


def gathered(count, ties, *apart):
    left, right, weight = (np.array(column) for column in zip(*ties, strict=True))
    marks = [np.array([NONE if mark is None else mark for mark in one]) for one in apart]
    return gather(count, (left, right, weight.astype(float)), marks).tolist()


def test_a_chain_without_contradiction_is_one_person():
    assert gathered(4, [(3, 1, 2.0), (1, 0, 1.0)]) == [0, 0, 2, 0]


def test_a_chain_with_two_numbers_is_cut_at_its_weakest_tie():
    ties = [(0, 1, 9.0), (1, 2, 5.0), (2, 3, 9.0)]
    assert gathered(4, ties, [7, None, None, 8]) == [0, 0, 2, 2]


def test_of_equal_ties_the_one_between_lower_records_holds():
    ties = [(1, 2, 5.0), (0, 1, 5.0)]
    assert gathered(3, ties, [7, None, 8]) == [0, 0, 2]


def test_every_kind_of_mark_keeps_apart_by_itself():
    assert gathered(2, [(0, 1, 5.0)], [1, 1], [3, 4]) == [0, 1]
    assert gathered(2, [(0, 1, 5.0)], [1, None], [None, 4]) == [0, 0]


def test_other_chains_do_not_feel_a_contradiction():
    ties = [(0, 1, 5.0), (2, 3, 1.0)]
    assert gathered(4, ties, [7, 8, None, None]) == [0, 1, 2, 2]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_ties_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    left, right = rng.integers(0, 40, (2, 60))
    weight = rng.integers(0, 6, 60).astype(float)
    marks = [rng.integers(-1, 3, 40)]
    order = rng.permutation(60)
    once = gather(40, (left, right, weight), marks)
    again = gather(40, (left[order], right[order], weight[order]), marks)
    assert once.tolist() == again.tolist()
    for person in np.unique(once):
        held = marks[0][once == person]
        assert len(set(held[held != NONE].tolist())) <= 1


def test_nobody_gives_nobody():
    empty = np.zeros(0, np.int64)
    assert chains(0, empty, empty).tolist() == []
    assert gather(0, (empty, empty, np.zeros(0)), [empty]).tolist() == []
