"""Weights from patterns alone."""

from __future__ import annotations

from dataclasses import replace

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


NAMED = comparisons_for({"first": 1, "surname": 1, "born": 1})
EQUAL = {"person": (0.9, 0.9, 0.9), "two": (0.01, 0.01, 0.0001)}  # forename, surname, birth


def of_names(comparisons, more, born=0.8, records=20_000, ones=12_000):
    """Give what would be seen if names were equal or not, births mostly known, and namesakes `more` times too frequent."""
    patterns = np.array([(a, b, c) for a in (0, 6) for b in (0, 6) for c in (0, 6, -1)])
    pairs = records * (records - 1) / 2

    def often(equal, both):
        first, surname = (patterns[:, place] == 0 for place in (0, 1))
        named = np.where(first, equal[0], 1 - equal[0]) * np.where(surname, equal[1], 1 - equal[1])
        named = named + np.where(first == surname, 1, -1) * (both - 1) * equal[0] * equal[1]  # each by itself as before
        return named * np.where(
            patterns[:, 2] < 0, 1 - born, born * np.where(patterns[:, 2] == 0, equal[2], 1 - equal[2])
        )

    met = ones * often(EQUAL["person"], 1.0) + (pairs - ones) * often(EQUAL["two"], more)
    same = [float(met[patterns[:, place] == 0].sum() / pairs) for place in range(3)]
    keep = len(comparisons)
    return Seen(records, patterns[:, :keep], met, patterns[:, :keep], met / 10, same[:keep])


@pytest.mark.parametrize("more", [1, 8])
def test_how_much_more_often_strangers_share_a_full_name_is_learnt_from_pairs_whose_births_are_told(more):
    assert learn(of_names(NAMED, more), NAMED).namesakes == pytest.approx(np.log2(more), abs=0.15)


def test_names_alone_tell_nothing_of_namesakes():
    by_name = comparisons_for({"first": 1, "surname": 1})
    assert learn(of_names(by_name, 8), by_name).namesakes == 0.0
    unborn = of_names(NAMED, 8, born=0.0)
    assert learn(unborn, NAMED).namesakes == 0.0


def test_a_crowd_of_one_name_that_is_too_large_to_compare_counts_as_strangers():
    every = of_names(NAMED, 8)
    of_one = (every.patterns[:, :2] == 0).all(axis=1)
    is_common = of_one & (every.patterns[:, 2] != 0)  # by name alone, and so not compared: half of them
    some = replace(
        every, counts=np.where(is_common, every.counts / 2, every.counts), same_name=every.counts[of_one].sum()
    )
    assert learn(some, NAMED).namesakes == pytest.approx(3.0, abs=0.3)
    assert learn(replace(some, same_name=0.0), NAMED).namesakes < 2.3


LIVING = comparisons_for({"first": 1, "born": 1, "home": 1, "address": 1, "postcode": 1, "phone_0": 1})


def of_movers(share, living=LIVING, records=20_000, ones=8_000):
    """Give what would be seen if things were equal or not, and of one person's pairs a share were of one who has moved."""
    last = [len(one.levels) - 1 for one in living]
    patterns = np.array(np.meshgrid(*([0, end] for end in last))).reshape(len(last), -1).T
    pairs = records * (records - 1) / 2

    def often(equal):
        return np.prod(np.where(patterns == 0, equal, 1 - np.array(equal)), axis=1)

    one, two = [0.95 if each.of_place else 0.98 for each in living], [0.001] * len(living)
    gone = [other if each.of_place else same for each, same, other in zip(living, one, two, strict=True)]
    met = ones * ((1 - share) * often(one) + share * often(gone)) + (pairs - ones) * often(two)
    same = [float(met[patterns[:, place] == 0].sum() / pairs) for place in range(len(living))]
    return Seen(records, patterns, met, patterns, met / 10, same)


@pytest.mark.parametrize("share", [0.0, 0.25])
def test_how_many_have_moved_is_learnt_from_homes_and_telephones_that_change_together(share):
    assert sum(one.of_place for one in LIVING) == 2
    model = learn(of_movers(share), LIVING)
    assert model.moved == pytest.approx(share, abs=0.02)
    assert model.prior * of_movers(share).pairs == pytest.approx(8_000, rel=0.05)
    for one, shares in zip(LIVING, model.person, strict=True):
        assert shares[0] == pytest.approx(0.95 if one.of_place else 0.98, abs=0.02)


def test_nobody_is_said_to_have_moved_where_one_thing_of_a_place_is_compared():
    alone = comparisons_for({"first": 1, "born": 1, "home": 1, "address": 1})
    assert learn(of_movers(0.25, alone), alone).moved == 0.0
