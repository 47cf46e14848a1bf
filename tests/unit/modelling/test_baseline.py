"""The baseline learns plain effects, bears missing values, and learns nothing from a fold that is held out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from csps.contracts.model import Type
from csps.modelling.baseline import LogisticBaseline
from csps.riskmodel import FeatureColumn, TrainingSet

COLUMNS = tuple(FeatureColumn(name, Type.REAL) for name in ("a", "b", "empty"))


def training(seed=0, missing=0.2, flipped=slice(0)):
    drawn = np.random.default_rng(seed)
    frame = pd.DataFrame({"a": drawn.normal(0, 3, 2000), "b": drawn.normal(5, 1, 2000), "empty": np.nan})
    chance = expit(-2 + 0.5 * frame["a"])
    frame.loc[drawn.random(2000) < missing, "b"] = np.nan
    outcome = (drawn.random(2000) < chance).to_numpy(copy=True)
    outcome[flipped] = ~outcome[flipped]
    return TrainingSet(frame, outcome, COLUMNS, seed=1), chance.to_numpy()


def test_its_margins_are_those_of_a_plain_logistic_regression():
    rows, _ = training(missing=0.0)
    scaled = (rows.matrix[:, :2] - rows.matrix[:, :2].mean(axis=0)) / rows.matrix[:, :2].std(axis=0)
    plain = LogisticRegression(C=1.0, tol=1e-8).fit(scaled.astype(float), rows.outcome)
    assert LogisticBaseline(rows).margins(rows.matrix) == pytest.approx(plain.decision_function(scaled), abs=1e-3)


def test_a_missing_value_and_a_column_nobody_has_are_borne():
    rows, chance = training()
    margins = LogisticBaseline(rows).margins(rows.matrix)
    assert np.isfinite(margins).all()
    assert np.corrcoef(expit(margins), chance)[0, 1] > 0.95


def test_outcomes_of_a_fold_held_out_change_nothing_for_it():
    held_out = np.arange(1500, 2000)
    learn = np.arange(1500)
    first, _ = training()
    second, _ = training(flipped=slice(1500, 2000))
    margins = LogisticBaseline(first).held_out(learn, held_out)
    assert (margins == LogisticBaseline(second).held_out(learn, held_out)).all()
    assert (margins != LogisticBaseline(first).margins(first.matrix)[held_out]).any()


def test_columns_that_are_missing_together_have_one_flag():
    drawn = np.random.default_rng(4)
    frame = pd.DataFrame(drawn.normal(size=(2000, 3)), columns=["a", "b", "empty"])
    outcome = drawn.random(2000) < 0.3
    frame.loc[outcome & (drawn.random(2000) < 0.8), ["a", "b"]] = np.nan
    rows = TrainingSet(frame, outcome, COLUMNS, seed=1)
    told = LogisticBaseline(rows)
    assert told._prepared.shape == (2000, 3 + 1)
    margins = told.margins(rows.matrix)
    missing = frame["a"].isna().to_numpy()
    assert margins[missing].min() > margins[~missing].max(), "that it is missing tells nearly everything here"
    other = frame.assign(b=drawn.normal(size=2000))
    assert LogisticBaseline(TrainingSet(other, outcome, COLUMNS, seed=1))._prepared.shape == (2000, 3 + 1)


def test_medians_stand_for_what_is_missing_and_one_scale_for_all():
    rows, _ = training()
    prepared = LogisticBaseline(rows)._prepared
    assert prepared[:, :2].mean(axis=0) == pytest.approx(0, abs=1e-5)
    assert prepared[:, :2].std(axis=0) == pytest.approx(1, abs=1e-5)
    assert (prepared[:, 2] == 0).all()
    missing = np.isnan(rows.matrix[:, 1])
    assert len(np.unique(prepared[missing, 1])) == 1
    assert np.median(prepared[~missing, 1]) == pytest.approx(prepared[missing, 1][0], abs=0.01)
