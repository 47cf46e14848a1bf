"""Columns that repeat each other are nobody's concern: scikit-learn mends it, and whoever trains is not told."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.linalg import LinAlgWarning
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from csps.modelling.logistic import logistic


def test_columns_that_repeat_each_other_are_nobodys_concern(monkeypatch):
    plain = LogisticRegression.fit

    def fit(self, *data):
        warnings.warn("An ill-conditioned matrix detected.", LinAlgWarning, stacklevel=2)
        return plain(self, *data)

    monkeypatch.setattr(LogisticRegression, "fit", fit)
    drawn = np.random.default_rng(0)
    column = drawn.normal(0, 3, 2000)
    chance = expit(-2 + 0.5 * column)
    outcome = drawn.random(2000) < chance
    margins = logistic(np.column_stack([column, column]), outcome, strength=1.0, most_steps=100).decision_function(
        np.column_stack([column, column])
    )
    assert np.corrcoef(expit(margins), chance)[0, 1] > 0.95
