"""Families whose chance is known, and a model fitted to them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from csps.contracts.model import Type
from csps.riskmodel import FeatureColumn, TrainingSet, fit_risk_model
from csps.settings import read_model_spec

SPEC = Path(__file__).parents[3] / "models" / "maltreatment"
COLUMNS = (
    FeatureColumn("incidents", Type.INTEGER),
    FeatureColumn("arrears", Type.REAL),
    FeatureColumn("contacts", Type.INTEGER),
)
SETTINGS = {
    "n_estimators": 40,
    "learning_rate": 0.1,
    "num_leaves": 7,
    "min_child_samples": 20,
    "colsample_bytree": 0.7,
    "subsample": 0.8,
    "reg_lambda": 1.0,
}
SEED = 7


def families(many=3000, seed=0):
    """Counts that raise the chance, one of them sometimes not known, with the true chance and what happened."""
    drawn = np.random.default_rng(seed)
    incidents, contacts = drawn.poisson(1, many), drawn.poisson(0.5, many)
    arrears = drawn.gamma(1, 100, many)
    chance = expit(-3.5 + 0.7 * incidents + 0.9 * contacts + 0.004 * arrears)
    arrears[drawn.random(many) < 0.2] = np.nan
    frame = pd.DataFrame({"incidents": incidents, "arrears": arrears, "contacts": contacts})
    return SimpleNamespace(
        frame=frame,
        chance=chance,
        outcome=drawn.random(many) < chance,
        fold=drawn.integers(5, size=many),
    )


def fitted(past, spec, settings=None):
    training = TrainingSet(past.frame, past.outcome, COLUMNS, seed=SEED)
    return fit_risk_model(training, past.fold, settings or SETTINGS, spec)


@pytest.fixture(scope="session")
def kit():
    spec = read_model_spec(SPEC)
    past = families()
    return SimpleNamespace(
        COLUMNS=COLUMNS,
        SETTINGS=SETTINGS,
        SEED=SEED,
        spec=spec,
        families=families,
        past=past,
        later=families(seed=1),
        fitted=fitted,
        model=fitted(past, spec),
    )
