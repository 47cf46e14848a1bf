"""Weights from patterns alone."""

from __future__ import annotations

import numpy as np
import pytest

from csps.linkage.frames.comparisons import comparisons_for
from csps.linkage.frames.learning import Seen, bits, learn

THREE = comparisons_for({"identifier_0": 1, "other_0": 1, "sex": 1})
SHARES = {
    "person": ((0.9, 0.05, 0.05), (0.8, 0.2), (0.99, 0.01)),
    "two": ((0.0001, 0.0009, 0.999), (0.05, 0.95), (0.5, 0.5)),
}


def seen(records=2_000, ones=1_500):
    """Give what would be seen exactly, if pairs met levels in the shares above."""
    patterns = np.array([(a, b, c) for a in range(3) for b in range(2) for c in range(2)])
    pairs = records * (records - 1) / 2

    def often(shares):
        return np.prod([np.array(share)[patterns[:, place]] for place, share in enumerate(shares)], axis=0)

    one, two = ones * often(SHARES["person"]), (pairs - ones) * often(SHARES["two"])
    same = [float((one + two)[patterns[:, place] == 0].sum() / pairs) for place in range(3)]
    return Seen(records, patterns, one + two, patterns, (one + two) / 10, same)


def test_the_shares_that_made_the_patterns_are_found_again():
    model = learn(seen(), THREE)
    assert model.prior * seen().pairs == pytest.approx(1_500, rel=0.05)
    for found, made in zip(model.person, SHARES["person"], strict=True):
        assert found == pytest.approx(np.array(made), abs=0.03)
    assert model.strangers[1] == pytest.approx(np.array([0.05, 0.95]), rel=0.05)


def test_learning_is_not_carried_past_what_a_comparison_allows():
    model = learn(seen(ones=1), THREE)
    for one, shares in zip(THREE, model.person, strict=True):
        assert shares[-1] <= one.most_different + 1e-9


def test_bits_of_a_missing_value_are_none():
    assert bits(np.array([[-1]]), [np.array([0.5, 0.5])]).tolist() == [0.0]


def test_without_anything_families_share_nobody_is_a_relative():
    assert learn(seen(), THREE).related == 0.0
