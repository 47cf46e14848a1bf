"""Calibrators rise everywhere, mean what they say, and refuse too little evidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from csps.domain.errors import ContractError
from csps.riskmodel.calibration import FEWEST_PER_STEP, MOST_PER_STEP, Calibrator, fit_calibrator
from csps.settings.learner import Calibration


def skewed(many=40_000, seed=0):
    """Margins that are too extreme by half, and low on the whole; the true chance; what happened."""
    drawn = np.random.default_rng(seed)
    margin = drawn.normal(-5, 2, many)
    chance = expit(0.6 * margin - 0.5)
    return margin, chance, drawn.random(many) < chance


@pytest.mark.parametrize("kind", list(Calibration))
def test_of_a_hundred_families_given_a_chance_about_so_many_have_the_outcome(kind):
    margin, _, outcome = skewed()
    later, chance, happened = skewed(seed=1)
    score = fit_calibrator(kind, margin, outcome).probability(later)
    assert happened.sum() / score.sum() == pytest.approx(1, abs=0.06)
    top = np.argsort(score)[-2000:]
    assert chance[top].mean() / score[top].mean() == pytest.approx(1, abs=0.06)
    assert np.abs(score - chance).mean() < 0.006


@pytest.mark.parametrize("kind", list(Calibration))
@given(seed=st.integers(0, 10_000), many=st.integers(40, 400))
@settings(max_examples=40, deadline=None)
def test_a_higher_margin_always_has_a_higher_score_and_none_says_never_or_always(kind, seed, many):
    drawn = np.random.default_rng(seed)
    margin = drawn.normal(-2, 1.5, many).round(drawn.integers(0, 3))
    outcome = drawn.random(many) < 0.5
    outcome[:10], outcome[10:20] = True, False
    asked = np.unique(np.r_[margin, drawn.uniform(-12, 8, 50)])
    score = fit_calibrator(kind, margin, outcome).probability(asked)
    assert (np.diff(score) > 0).all()
    assert (score > 0).all()
    assert (score < 1).all()


def test_every_step_of_an_isotonic_line_rests_on_enough_families():
    margin, _, outcome = skewed()
    line = fit_calibrator(Calibration.ISOTONIC, margin, outcome)
    assert 5 < len(line.margins) <= outcome.sum() / MOST_PER_STEP
    assert expit(line.log_odds[0]) >= MOST_PER_STEP / len(margin)


def test_perfect_foresight_is_still_not_told_as_certainty():
    margin = np.r_[np.full(500, -9.0), np.full(30, 9.0)]
    line = fit_calibrator(Calibration.ISOTONIC, margin, margin > 0)
    assert line.probability(np.array([-9.0]))[0] > 0
    assert line.probability(np.array([9.0]))[0] < 1


def test_sigmoid_is_platts_line():
    margin, _, outcome = skewed(4000)
    line = fit_calibrator(Calibration.SIGMOID, margin, outcome)
    plain = LogisticRegression(C=1e12, tol=1e-10).fit(margin[:, None], outcome)
    assert line.outer_slope == pytest.approx(plain.coef_[0, 0], abs=0.01)  # Platt's targets are smoothed a little
    assert line.probability(margin) == pytest.approx(plain.predict_proba(margin[:, None])[:, 1], abs=0.005)


def test_margins_that_say_the_opposite_keep_their_order():
    margin, _, outcome = skewed(2000)
    line = fit_calibrator(Calibration.SIGMOID, -margin, outcome)
    assert line.outer_slope > 0


def test_too_few_outcomes_are_refused_with_counts():
    outcome = np.arange(100) < FEWEST_PER_STEP - 1
    with pytest.raises(ContractError, match="4 outcomes among 100"):
        fit_calibrator(Calibration.ISOTONIC, np.arange(100.0), outcome)


@pytest.mark.parametrize(
    ("margins", "log_odds", "slope"),
    [((0.0, 0.0), (0.0, 1.0), 1.0), ((0.0, 1.0), (1.0, 0.0), 1.0), ((), (), 1.0), ((0.0,), (0.0,), 0.0),
     ((0.0,), (0.0, 1.0), 1.0), ((0.0,), (float("nan"),), 1.0)],
)  # fmt: skip
def test_a_line_that_does_not_rise_is_refused(margins, log_odds, slope):
    with pytest.raises(ContractError):
        Calibrator(Calibration.ISOTONIC, margins, log_odds, slope)
