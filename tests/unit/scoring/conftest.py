"""A week with a handful of families, and a model that gives what it is told to."""

import os
from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csps.contracts import columns as c
from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.contracts.model import Table, Type
from csps.contracts.retention import COMPUTED_WEEK
from csps.riskmodel.matrix import FeatureColumn, matrix_of
from csps.settings.programme import read_programme
from csps.store import Edition, Lake

WEEK = date(2026, 11, 16)
FAMILY_WEEK = Table(
    name="features.family_week",
    agency="csps",
    meaning="Features for tests.",
    row="one row per date and family",
    key=("as_of", "family_id"),
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "Pseudonym of the family."),
        c.count("calls", "Calls.", "calls"),
        c.real("share", "A share.", "share"),
        c.text("note", "No feature."),
    ),
)


class Model:
    """Scores a family by its first feature, as a share of 100; takes frames as a real one does."""

    def __init__(self, *names):
        self.columns = tuple(FeatureColumn(name, Type.REAL) for name in names or ("calls", "share"))
        self.feature_names_in_ = np.array([column.name for column in self.columns], dtype=object)

    def score(self, frame):
        return matrix_of(frame, self.columns)[:, 0].astype(float) / 100


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """No test can cut the power, so that waiting for the disk shows nothing."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def programme(pytestconfig):
    return read_programme(pytestconfig.rootpath / "data_synthetic" / "workspace", delivered_tables())


@pytest.fixture
def make(tmp_path):
    """A function that makes a week's edition: calls by family, and whom the models are about."""

    def edition(calls, *, outside=(), models=("maltreatment",), week=WEEK):
        lake = Lake(tmp_path / "lake", tables=lake_tables() | {FAMILY_WEEK.name: FAMILY_WEEK})
        made = Edition(lake, week)
        families = pd.DataFrame(
            {"as_of": week, "family_id": list(calls), "calls": pd.array(list(calls.values()), dtype="Int64")}
            | {"share": 0.5, "note": "words"}
        )
        made.write(FAMILY_WEEK.name, families, part=week.isoformat())
        for model in models:
            outcome = pd.DataFrame(
                {"model": model, "as_of": week, "family_id": list(calls), "horizon_ends_on": date(2027, 11, 15)}
                | {"in_population": [family not in outside for family in calls], "mature": False}
                | {"happened": pd.array([None] * len(calls), dtype="boolean"), "event_on": None, "event": None}
                | {"rule_set": None, "rule_set_version": None}
                | {"to_confirm_of_100": pd.array([None] * len(calls), dtype="Int64")}
            )
            made.write("outcomes.family_outcome", outcome, part=f"{model}/{week.isoformat()}")
        return made

    return edition


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(WEEK=WEEK, Model=Model, FAMILY_WEEK=FAMILY_WEEK)
