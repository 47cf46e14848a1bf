"""What a full relink would change is counted in persons and in pairs, and a reason is given."""

from __future__ import annotations

import numpy as np

from csps.linkage.comparing import _compared

NAMES = np.array([f"r{place}" for place in range(6)], dtype=object)


def compared(before, after, model="a" * 64):
    both = {"record_id": NAMES[: len(before)], "before": np.array(before), "after": np.array(after)}
    return _compared(both, 0, model, "a" * 64)


def test_the_same_persons_under_other_numbers_are_the_same():
    found = compared([1, 1, 2, 3], [3, 3, 1, 2])
    assert found.is_same
    assert (found.persons, found.same, found.joined, found.parted, found.examples) == (3, 3, 0, 0, ())
    assert "All 3 published persons are the same." in str(found)


def test_a_split_and_a_merge_are_counted_in_pairs():
    found = compared([1, 1, 1, 2, 3, 3], [1, 1, 2, 2, 3, 3])
    assert (found.persons, found.same, found.joined, found.parted) == (3, 1, 1, 2)
    assert found.examples == ("r0", "r1", "r2", "r3")
    assert "judged" in str(found)


def test_another_model_is_the_reason_that_is_given():
    assert "the model is another one" in str(compared([1, 1], [1, 2], model="b" * 64))
