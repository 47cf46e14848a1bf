"""A small town on eight dates of the past and a test date: a lake with features, outcomes, folds and criteria."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from csps.contracts import columns as c
from csps.contracts.feature import Expected, Feature, Missing
from csps.contracts.lake import lake_tables
from csps.contracts.model import Table, Type
from csps.contracts.retention import COMPUTED_WEEK
from csps.settings import read_model_spec
from csps.store import Edition, Lake

MODELS = Path(__file__).parents[3] / "models"
TEST = date(2025, 11, 17)
TRAINING = tuple(TEST - timedelta(weeks=52 + 13 * back) for back in range(7, -1, -1))
FAMILIES, FOLDS = 160, 4
WEEK = date(2026, 11, 16)


def feature(name, topic, **more):
    words = {"question": f"How many {name}?", "phrase": f"{{value}} {name}", "unit": "things"}
    return Feature(name=name, topic=topic, type=Type.INTEGER, sources=("feeds.some",), **{**words, **more})


FEATURES = (
    feature("children", "family", expected=Expected.EITHER),
    feature("incident_13w", "police", window_weeks=13),
    feature("incident_52w", "police", window_weeks=52),
    feature("incident_156w", "police", window_weeks=156),
    feature("contact_52w", "childrens_social_care", window_weeks=52),
    feature("arrears", "housing", missing=Missing.NOT_KNOWN),
    feature("need_ever", "programme"),
)
FAMILY_WEEK = Table(
    name="features.family_week",
    agency="csps",
    meaning="Features.",
    row="one row per date and family",
    key=("as_of", "family_id"),
    happened_on="as_of",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    columns=(
        c.as_of(),
        c.pseudonym("family_id", "The family."),
        *(c.real(each.name, each.question, each.unit) for each in FEATURES),
    ),
)


def known(day, seed):
    """What was known of every family on a date, and what happened next."""
    drawn = np.random.default_rng([seed, day.toordinal()])
    recent = drawn.poisson(0.4, FAMILIES)
    frame = pd.DataFrame(
        {
            "as_of": day,
            "family_id": [f"f{number:04d}" for number in range(FAMILIES)],
            "children": drawn.integers(1, 5, FAMILIES),
            "incident_13w": recent,
            "incident_52w": recent + drawn.poisson(0.8, FAMILIES),
            "contact_52w": drawn.poisson(0.5, FAMILIES),
            "arrears": np.where(drawn.random(FAMILIES) < 0.3, np.nan, drawn.integers(0, 900, FAMILIES)),
            "need_ever": drawn.integers(0, 3, FAMILIES),
        }
    )
    frame["incident_156w"] = frame["incident_52w"] + 1
    chance = expit(-3 + 0.8 * frame["incident_52w"] + 0.8 * frame["contact_52w"])
    return frame, drawn.random(FAMILIES) < chance


def write_date(edition, spec, day, seed=0, *, happened=None, in_population=True):
    frame, outcome = known(day, seed)
    outcome = outcome if happened is None else np.full(FAMILIES, happened)
    edition.write("features.family_week", frame.astype({"need_ever": float}), part=day.isoformat())
    edition.write(
        "outcomes.family_outcome",
        pd.DataFrame(
            {
                "model": spec.name,
                "as_of": day,
                "family_id": frame["family_id"],
                "in_population": in_population,
                "horizon_ends_on": day + timedelta(weeks=spec.horizon_weeks),
                "mature": frame["family_id"] != "f0001",
                "happened": pd.Series(outcome, dtype="boolean").where(frame["family_id"] != "f0001"),
                "event_on": pd.Series([None] * FAMILIES, dtype=object),
                "event": pd.Series([None] * FAMILIES, dtype="str"),
                "rule_set": pd.Series([None] * FAMILIES, dtype="str"),
                "rule_set_version": pd.Series([None] * FAMILIES, dtype="str"),
                "to_confirm_of_100": pd.Series([None] * FAMILIES, dtype="Int64"),
            }
        ),
        part=f"{spec.name}/{day.isoformat()}",
    )
    met = frame.loc[frame["need_ever"] > 0, ["as_of", "family_id"]]
    twice = pd.concat([met.assign(criterion="A", headline=1), met.assign(criterion="B", headline=2)])
    edition.write(
        "outcomes.criterion_met",
        twice.assign(
            rule_set="r",
            rule_set_version="1",
            to_confirm_of_100=0,
            members=1,
            evidence_rows=1,
            latest_on=pd.Series(dtype=object),
        ),
        part=day.isoformat(),
    )


def write_folds(edition, spec, dates=(*TRAINING, TEST)):
    numbers = range(FAMILIES)
    rows = [
        pd.DataFrame(
            {
                "as_of": day,
                "family_id": [f"f{number:04d}" for number in numbers],
                "group_id": [f"g{number // 2:04d}" for number in numbers],
                "split": "test" if day == TEST else "training",
                "fold": [number // 2 % FOLDS for number in numbers],
            }
        )
        for day in dates
    ]
    edition.write("outcomes.fold", pd.concat(rows), part=spec.name)


@pytest.fixture(scope="session")
def specs():
    """The two models' specifications, with trees that suit a small town."""
    small = {"n_estimators": 30, "min_child_samples": 20}

    def made(name):
        spec = read_model_spec(MODELS / name)
        ranges = dataclasses.replace(
            spec.learner.settings,
            **{key: dataclasses.replace(getattr(spec.learner.settings, key), start=start, least=min(start, 20))
               for key, start in small.items()},
        )  # fmt: skip
        changed = dataclasses.replace(spec, learner=dataclasses.replace(spec.learner, settings=ranges))
        object.__setattr__(changed, "fingerprint", spec.fingerprint)
        return changed

    return {name: made(name) for name in ("maltreatment", "eligibility")}


@pytest.fixture(scope="session")
def town(tmp_path_factory, specs):
    """Every table of the town, written once: snapshots never change, so that each test can begin from them."""
    tables = {**lake_tables(), FAMILY_WEEK.name: FAMILY_WEEK}
    edition = Edition(Lake(tmp_path_factory.mktemp("town") / "lake", tables=tables), WEEK)
    for spec in specs.values():
        for day in (*TRAINING, TEST):
            write_date(edition, spec, day)
        write_folds(edition, spec)
    return edition


@pytest.fixture
def empty(town):
    return Edition(town.lake, WEEK)


@pytest.fixture
def edition(empty, town):
    empty.restore(town.written)
    return empty


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        FEATURES=FEATURES,
        TRAINING=TRAINING,
        TEST=TEST,
        FAMILIES=FAMILIES,
        FOLDS=FOLDS,
        feature=feature,
        write_date=write_date,
        write_folds=write_folds,
    )
