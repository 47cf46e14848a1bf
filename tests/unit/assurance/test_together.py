"""Intervals that hold together: as wide as the worst of all asks for, never without width, and of gaps never below nought."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from csps.assurance.together import Measured, around, behind, contrast, gaps, reach

CONFIDENCE = 0.95


def normal(many, centre=0.0, spread=1.0, resamples=4_000, seed=1):
    drawn = np.random.default_rng(seed)
    return [Measured(centre, drawn.normal(centre, spread, resamples)) for _ in range(many)]


@pytest.mark.parametrize("many", [1, 10, 100])
def test_the_reach_is_that_of_the_worst_of_as_many(many):
    found = reach([contrast(one) for one in normal(many)], CONFIDENCE)
    assert found == pytest.approx(norm.ppf((1 + CONFIDENCE ** (1 / many)) / 2), abs=0.15)


def test_what_is_said_twice_costs_nothing():
    (one,) = normal(1)
    assert reach([contrast(one)] * 50, CONFIDENCE) == reach([contrast(one)], CONFIDENCE)


def test_nothing_to_compare_has_no_reach():
    assert np.isnan(reach([], CONFIDENCE))
    assert all(np.isnan(behind("a", gaps({"a": normal(1)[0]}), 2.0)))


@pytest.mark.parametrize("estimate", [np.nan, np.inf])
def test_a_figure_that_is_no_number_is_not_compared(estimate):
    assert contrast(Measured(estimate, np.zeros(9))) is None


def test_a_figure_that_does_not_move_is_compared_only_as_a_share():
    still = np.ones(100)
    assert contrast(Measured(1.0, still)) is None
    found = contrast(Measured(1.0, still, among=25))
    assert found.error == pytest.approx(np.sqrt(26 / 27 * (1 / 27) / 27))


def test_a_figure_that_failed_in_most_resamples_is_not_compared():
    draws = np.full(100, np.nan)
    draws[:49] = np.arange(49.0)
    assert contrast(Measured(24.0, draws)) is None


def test_the_gap_is_at_least_that_to_any_other_and_never_below_nought():
    pairs = gaps({name: Measured(at, at + one.draws / 10) for (name, at), one in zip(
        {"best": 0.0, "near": 0.05, "far": 0.9}.items(), normal(3), strict=True)})  # fmt: skip
    low, high = behind("far", pairs, 2.0)
    best = pairs["best", "far"]
    assert low == pytest.approx(-best.estimate - 2 * best.error)
    assert high > 0.9
    assert behind("best", pairs, 2.0)[0] == 0.0
    assert behind("near", pairs, 2.0)[0] == 0.0


def test_a_ratio_lies_as_far_above_as_below():
    one = contrast(Measured(0.0, np.random.default_rng(1).normal(0, 0.1, 1_000)))
    low, high = around(one, 2.0)
    assert low * high == pytest.approx(1.0)


def test_of_many_groups_without_a_gap_one_is_called_worse_as_often_as_was_said():
    """A hundred samples of twenty groups that are alike: in about five some gap is said to be above nought."""
    drawn = np.random.default_rng(3)
    wrong = 0
    for _ in range(100):
        seen = drawn.normal(0, 1, 20)
        groups = {f"{n:02d}": Measured(at, at + drawn.normal(0, 1, 400)) for n, at in enumerate(seen)}
        pairs = gaps(groups)
        wide = reach(pairs.values(), CONFIDENCE)
        wrong += any(behind(name, pairs, wide)[0] > 0 for name in groups)
    assert wrong <= 12
