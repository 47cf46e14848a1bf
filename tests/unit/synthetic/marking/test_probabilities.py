"""Expected areas and bands are those one would work out pair by pair."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from csps.synthetic.marking.probabilities import expected_auc, observed_over_expected, rank_correlation

FAMILIES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0])), max_size=20)


def listed_auc(score, probability):
    won = total = 0.0
    for i in range(len(score)):
        for j in range(len(score)):
            if i != j:
                weight = probability[i] * (1 - probability[j])
                total += weight
                won += weight * ((score[i] > score[j]) + 0.5 * (score[i] == score[j]))
    return won / total if total > 1e-12 else None


@given(FAMILIES)
def test_the_expected_area_is_that_of_listed_pairs(families):
    score, probability = (np.array([family[place] for family in families], dtype=float) for place in range(2))
    expected = listed_auc(score, probability)
    found = expected_auc(score, probability)
    assert (found is None) == (expected is None) or abs(probability.sum() * (1 - probability).sum()) < 1e-9
    if expected is not None:
        assert found == pytest.approx(expected, abs=1e-9)


def test_known_outcomes_give_the_usual_area():
    score, happened = np.array([0.9, 0.8, 0.7, 0.1]), np.array([1.0, 0.0, 1.0, 0.0])
    assert expected_auc(score, happened) == pytest.approx(0.75)


def test_no_score_beats_the_probability():
    rng = np.random.default_rng(3)
    probability = rng.beta(0.5, 8, 400)
    oracle = expected_auc(probability, probability)
    assert all(expected_auc(probability + rng.normal(0, 0.02, 400), probability) <= oracle for _ in range(20))
    assert expected_auc(np.ones(400), probability) == pytest.approx(0.5)


@given(FAMILIES, st.integers(1, 12))
def test_bands_hold_every_family_once_in_order(families, bands):
    probability = np.array([family[1] for family in families], dtype=float)
    happened = np.array([family[0] > 2 for family in families], dtype=bool)
    found = observed_over_expected(probability, happened, bands)
    assert sum(band.families for band in found) == len(families)
    assert sum(band.observed for band in found) == happened.sum()
    assert sum(band.expected for band in found) == pytest.approx(probability.sum())
    means = [band.expected / band.families for band in found]
    assert all(low <= high + 1e-12 for low, high in pairwise(means))
    assert all((band.ratio is None) == (band.expected == 0) for band in found)


def test_ranks_agree_whatever_the_scale_and_equals_share_theirs():
    rng = np.random.default_rng(1)
    one, other = rng.random(200).round(1), rng.random(200).round(1)
    assert rank_correlation(one, np.exp(one)) == 1
    assert rank_correlation(one, -one) == -1
    assert rank_correlation(one, other) == pytest.approx(spearmanr(one, other).statistic)


@pytest.mark.parametrize("one", [np.array([]), np.array([0.5]), np.array([0.5, 0.5])])
def test_what_never_differs_has_no_rank_correlation(one):
    assert rank_correlation(one, np.arange(float(len(one)))) is None
