"""A model of incidents in two windows, contacts, arrears and a make-up feature, and the families it is asked about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from csps.contracts import columns as c
from csps.contracts.feature import Expected, Feature, Missing, Phrases
from csps.contracts.lake import lake_tables
from csps.contracts.model import Table, Type
from csps.contracts.retention import COMPUTED_WEEK
from csps.riskmodel import FeatureColumn, TrainingSet, fit_risk_model
from csps.settings import read_model_spec
from csps.store import Edition, Lake

WEEK, TEST = date(2026, 11, 16), date(2025, 11, 17)
VERSION = "0123456789abcdef"
FAMILIES = 300


def incidents(weeks, when):
    return Feature(
        name=f"incident_{weeks}w",
        topic="police",
        question=f"How many police incidents were known {when}?",
        phrase=f"{{value}} police incidents {when}",
        phrases=Phrases(
            many=f"{{value}} police incidents {when}",
            one=f"1 police incident {when}",
            none=f"no police incident {when}",
            empty=f"police incidents {when} are not known",
        ),
        type=Type.INTEGER,
        unit="incidents",
        sources=("feeds.police_incident",),
        window_weeks=weeks,
    )


def plain(name, topic, question, phrase, **more):
    words = {"question": question, "phrase": phrase, "type": Type.INTEGER, "unit": "things"}
    return Feature(name=name, topic=topic, sources=("feeds.some",), **words, **more)


FEATURES = (
    incidents(13, "in the last 3 months"),
    incidents(52, "in the last 12 months"),
    plain("contact_52w", "childrens_social_care", "How many contacts?", "{value} contacts in the last 12 months"),
    plain("arrears", "housing", "How much rent is owed?", "{value} pounds of rent owed", missing=Missing.NOT_KNOWN),
    plain("children", "family", "How many children?", "{value} children", expected=Expected.EITHER),
    plain("unused", "health", "How many flags?", "{value} health flags"),
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


def families(many, seed):
    drawn = np.random.default_rng(seed)
    recent = drawn.poisson(0.5, many)
    frame = pd.DataFrame(
        {
            "incident_13w": recent,
            "incident_52w": recent + drawn.poisson(0.7, many),
            "contact_52w": drawn.poisson(0.6, many),
            "arrears": np.where(drawn.random(many) < 0.2, np.nan, drawn.integers(0, 800, many)),
            "children": drawn.integers(1, 5, many),
            "unused": 0,
        }
    ).astype(float)
    chance = expit(-3 + 0.7 * frame["incident_52w"] + frame["contact_52w"] + 0.002 * frame["arrears"].fillna(400))
    return frame, (drawn.random(many) < chance).to_numpy(copy=True)


@pytest.fixture(scope="session")
def spec():
    return read_model_spec(Path(__file__).parents[3] / "models" / "maltreatment")


@pytest.fixture(scope="session")
def model(spec):
    frame, outcome = families(4000, 0)
    columns = [FeatureColumn(each.name, each.type) for each in FEATURES]
    training = TrainingSet(frame, outcome, columns, seed=1)
    settings = {"n_estimators": 60, "learning_rate": 0.1, "num_leaves": 15, "min_child_samples": 20}
    settings |= {"colsample_bytree": 0.8, "subsample": 0.8, "reg_lambda": 1.0}
    return fit_risk_model(training, np.arange(4000) % 4, settings, spec)


@pytest.fixture
def asked():
    return families(FAMILIES, 5)[0]


def dated(day, frame):
    ids = [f"f{number:04d}" for number in range(len(frame))]
    return frame.assign(as_of=day, family_id=ids)


def write_held_back(edition, spec, frame):
    rows = dated(TEST, frame)
    edition.write("features.family_week", rows, part=TEST.isoformat())
    nothing = pd.Series([None] * len(rows), dtype=object)
    outcome = rows[["as_of", "family_id"]].assign(
        model=spec.name, in_population=rows.index % 3 > 0, horizon_ends_on=WEEK, mature=True, happened=False
    )
    edition.write(
        "outcomes.family_outcome",
        outcome.assign(
            event_on=nothing,
            event=nothing.astype("str"),
            rule_set=nothing.astype("str"),
            rule_set_version=nothing.astype("str"),
            to_confirm_of_100=nothing.astype("Int64"),
        ),
        part=f"{spec.name}/{TEST.isoformat()}",
    )


def write_week(edition, model, frame, *, version=VERSION):
    rows = dated(WEEK, frame)
    edition.write("features.family_week", rows, part=WEEK.isoformat())
    scored = rows.iloc[:200]
    score = scored[["as_of", "family_id"]].assign(
        model=model.name, model_version=version, score=model.score(scored), band="some", of_100=1, place=1
    )
    edition.write("scoring.score", score, part=WEEK.isoformat())


@pytest.fixture
def edition(tmp_path):
    return Edition(Lake(tmp_path / "lake", tables={**lake_tables(), FAMILY_WEEK.name: FAMILY_WEEK}), WEEK)


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        FEATURES=FEATURES,
        FAMILIES=FAMILIES,
        VERSION=VERSION,
        WEEK=WEEK,
        TEST=TEST,
        families=families,
        write_held_back=write_held_back,
        write_week=write_week,
    )
