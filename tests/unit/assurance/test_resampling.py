"""Families who share a person are drawn together; intervals hold the truth as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from csps.assurance import figures, resampling
from csps.assurance.resampling import resampled, with_intervals


def test_families_of_one_group_are_drawn_together_or_not_at_all():
    groups = np.array([0, 1, 1, 2, 2, 2])
    weights = np.vstack(list(resampled(groups, 1)))
    assert weights.shape == (resampling.RESAMPLES, 6)
    assert (weights[:, 1] == weights[:, 2]).all()
    assert (weights[:, 3] == weights[:, 5]).all()
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()
    assert weights.mean() == pytest.approx(1, abs=0.05)


def test_the_same_seed_draws_the_same_and_another_does_not():
    groups = np.arange(50)
    first, again, other = (next(iter(resampled(groups, seed))) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_blocks_change_no_draw(monkeypatch):
    groups = np.arange(30)
    whole = np.vstack(list(resampled(groups, 4)))
    monkeypatch.setattr(resampling, "VALUES_AT_ONCE", 30 * 7)
    assert (np.vstack(list(resampled(groups, 4))) == whole).all()


def share_of(outcome):
    happened = outcome.astype(float)
    return lambda weights: {"share": figures.share(weights, happened, np.ones(len(happened)))}


@pytest.mark.usefixtures("fewer")
def test_intervals_hold_the_truth_about_as_often_as_they_say_where_families_are_alike():
    """Pairs with the same outcome: taking them for strangers would hold it far too seldom."""
    random = np.random.default_rng(0)
    groups = np.arange(300) // 3
    held = {"together": 0, "as strangers": 0}
    for number in range(200):
        outcome = (random.random(100) < 0.3)[groups]
        for name, of in (("together", groups), ("as strangers", np.arange(300))):
            _, low, high = with_intervals(share_of(outcome), of, confidence=0.9, seed=number)["share"]
            held[name] += low <= 0.3 <= high
    assert 0.82 <= held["together"] / 200 <= 0.96
    assert held["as strangers"] / 200 < 0.75


@pytest.mark.usefixtures("fewer")
def test_a_figure_that_often_fails_has_no_interval():
    outcome = np.arange(40) == 0
    told = with_intervals(
        lambda weights: {"auc": figures.auc(np.arange(40.0), outcome, weights)}, np.arange(40), confidence=0.9, seed=1
    )
    estimate, low, high = told["auc"]
    assert estimate == 0
    assert np.isnan([low, high]).all()


@pytest.mark.usefixtures("fewer")
def test_a_figure_that_cannot_be_computed_is_told_as_such():
    told = with_intervals(lambda weights: {"none": np.full(len(weights), np.nan)}, np.arange(9), confidence=0.9, seed=1)
    assert np.isnan(told["none"]).all()


@pytest.mark.usefixtures("fewer")
def test_nobody_out_of_three_is_no_certainty():
    estimate, low, high = with_intervals(share_of(np.zeros(3)), np.arange(3), confidence=0.9, seed=1)["share"]
    assert estimate == 0
    assert np.isnan([low, high]).all()
