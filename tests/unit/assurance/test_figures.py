"""Figures agree with scikit-learn, weighted or not, and with hand counts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from csps.assurance import figures

METRICS = {
    "auc": (figures.auc, roc_auc_score),
    "average precision": (figures.average_precision, average_precision_score),
    "brier": (figures.brier, brier_score_loss),
}


def drawn(many=500, seed=0, decimals=9):
    """Scores, what happened, and three weightings: as they are, and two resamples."""
    random = np.random.default_rng(seed)
    score = random.beta(1, 5, many).round(decimals)
    weights = np.vstack([np.ones(many), random.poisson(1, (2, many))]).astype(float)
    return score, random.random(many) < score, weights


@pytest.mark.parametrize("decimals", [9, 1])  # one decimal makes many ties
@pytest.mark.parametrize("name", METRICS)
def test_they_are_scikit_learns_under_every_weighting(name, decimals):
    ours, theirs = METRICS[name]
    score, outcome, weights = drawn(decimals=decimals)
    found = ours(score, outcome, weights)
    assert found == pytest.approx([theirs(outcome, score, sample_weight=each) for each in weights])


def test_calibration_is_the_logistic_recalibration_under_every_weighting():
    score, outcome, weights = drawn(4000)
    score = np.clip(score, 0.01, 0.99)
    slopes = []
    for each in weights:
        plain = LogisticRegression(C=1e12, tol=1e-10, max_iter=1000)
        slopes.append(plain.fit(logit(score)[:, None], outcome, sample_weight=each).coef_[0, 0])
    assert figures.calibration_slope(score, outcome, weights) == pytest.approx(slopes, abs=1e-4)


@pytest.mark.parametrize(("shift", "spread"), [(0.0, 1.0), (0.7, 1.0), (-0.4, 0.6), (0.0, 1.8)])
def test_calibration_finds_the_fault_that_was_planted(shift, spread):
    random = np.random.default_rng(3)
    odds = random.normal(0, 1.5, 200_000)
    outcome = random.random(len(odds)) < expit(odds)
    score = expit(odds / spread)
    everybody = np.ones((1, len(odds)))
    assert figures.calibration_slope(score, outcome, everybody)[0] == pytest.approx(spread, abs=0.03)
    moved = expit(odds - shift)
    assert figures.calibration_intercept(moved, outcome, everybody)[0] == pytest.approx(shift, abs=0.02)


def test_an_intercept_makes_the_sum_of_scores_right():
    score, outcome, weights = drawn()
    score = np.clip(score, 0.01, 0.99)
    found = figures.calibration_intercept(score, outcome, weights)
    for added, each in zip(found, weights, strict=True):
        assert each @ expit(logit(score) + added) == pytest.approx(each @ outcome, rel=1e-6)


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize(
    "figure", [figures.auc, figures.calibration_slope, figures.calibration_intercept], ids=lambda each: each.__name__
)
def test_where_it_happened_to_all_or_none_there_is_no_figure(figure, happened):
    score, _, weights = drawn()
    assert np.isnan(figure(score, np.full(len(score), happened), weights)).all()


def test_nobody_has_no_figures():
    nobody, none, weights = np.empty(0), np.empty(0, bool), np.empty((3, 0))
    for figure in (figures.auc, figures.average_precision, figures.brier):
        assert np.isnan(figure(nobody, none, weights)).all()
    assert figures.top(nobody, 5).shape == (0,)


def test_equal_scores_for_all_have_no_slope():
    _, outcome, weights = drawn()
    assert np.isnan(figures.calibration_slope(np.full(len(outcome), 0.2), outcome, weights)).all()


def test_scores_of_nought_and_one_are_borne():
    score, outcome, weights = drawn()
    score[:2] = (0, 1)
    assert np.isfinite(figures.calibration_intercept(score, outcome, weights)).all()


def test_the_end_of_a_list_is_shared_by_equals():
    assert figures.top(np.array([0.9, 0.5, 0.5, 0.1]), 2).tolist() == [1, 0.5, 0.5, 0]
    assert figures.top(np.array([0.9, 0.5]), 5).tolist() == [1, 1]


def test_shares_are_hand_counts():
    listed, happened = np.array([1.0, 1, 0, 0]), np.array([1.0, 0, 1, 0])
    weights = np.array([[1.0, 1, 1, 1], [2, 1, 1, 0], [0, 0, 0, 1]])
    assert figures.share(weights, happened, listed) == pytest.approx([1 / 2, 2 / 3, np.nan], nan_ok=True)
