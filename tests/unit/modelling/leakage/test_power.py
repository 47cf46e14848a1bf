"""Areas under the curve that are not flattered by fitting."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from csps.modelling.leakage.power import area_under, as_learnt, in_ranks, power_of, together
from csps.modelling.leakage.rows import rows_of

RNG = np.random.default_rng(4)
OUTCOME = RNG.random(4_000) < 0.2


@pytest.fixture(scope="module")
def rows():
    return rows_of(pd.DataFrame({"a": RNG.normal(size=4_000)}), OUTCOME)


def test_the_area_is_that_of_scikit_learn():
    score = RNG.integers(0, 9, 4_000).astype(float)
    assert area_under(score, OUTCOME) == pytest.approx(roc_auc_score(OUTCOME, score))


def test_a_column_that_says_nothing_gets_a_half(rows):
    told = as_learnt(rows.matrix[:, 0], OUTCOME, rows.half)
    power = power_of(told, OUTCOME, rows)
    assert power.least < 0.5 < power.most


@pytest.mark.parametrize("shape", [lambda x: x, lambda x: -x, np.abs, lambda x: np.where(x > 1, np.nan, 0.0)])
def test_a_column_tells_whatever_its_shape_or_by_being_empty(rows, shape):
    hidden = rows.matrix[:, 0]
    outcome = RNG.random(4_000) < 0.05 + 0.6 * (np.abs(hidden) > 1) * (hidden > -9 if shape is np.abs else hidden > 0)
    told = as_learnt(shape(hidden), outcome, rows.half)
    assert power_of(told, outcome, rows).least > 0.55


def test_noise_put_together_tells_nothing(rows):
    noise = in_ranks(RNG.normal(size=(4_000, 20)))
    assert abs(area_under(together(noise, OUTCOME, rows), OUTCOME) - 0.5) < 0.05
    assert (together(noise[:, :0], OUTCOME, rows) == 0).all()
