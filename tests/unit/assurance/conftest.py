"""Families held back with known chances, what three subjects said of them, and the groups they belong to."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from csps.assurance import resampling
from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.settings import read_model_spec
from csps.settings.model_spec import Fairness, ProtectedGroup
from csps.store import Edition, Lake

WEEK, TEST = date(2026, 11, 16), date(2025, 11, 17)
VERSION = "0123456789abcdef"


def held_back(many=2000, seed=0):
    """Scores that are calibrated for the model, coarse for the rule, and a little noisy for the baseline."""
    drawn = np.random.default_rng(seed)
    odds = drawn.normal(-2.5, 1.2, many)
    return pd.DataFrame(
        {
            "as_of": TEST,
            "family_id": [f"f{number:05d}" for number in range(many)],
            "group_id": [f"g{number // 2:05d}" for number in range(many)],
            "outcome": drawn.random(many) < expit(odds),
            "model": expit(odds),
            "rule": expit(odds.round()),
            "logistic": expit(odds + drawn.normal(0, 0.7, many)),
            "met_before": drawn.random(many) < 0.8,
        }
    )


def attributes(many=2000, seed=1):
    drawn = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "ethnicity": drawn.choice(["White", "Black", "Asian", "other"], many, p=[0.5, 0.25, 0.24, 0.01]),
            "sex": drawn.choice(["women", "women and men"], many, p=[0.4, 0.6]),
        }
    )


def write_attributes(edition, frame, groups):
    wide = groups.assign(family_id=frame["family_id"])
    long = wide.melt(id_vars="family_id", var_name="attribute", value_name="value").assign(as_of=TEST)
    edition.write("assurance.protected_attribute", long, part=TEST.isoformat())


MEANT = {Type.DATE: date(2020, 1, 6), Type.INTEGER: 1, Type.FLAG: True}


def rows_of(name, *rows):
    """Make rows of a table in the lake's shape: what is not given is empty, or stands for something where required."""
    table = lake_tables()[name]
    full = [{column.name: blank(column, number) for column in table.columns} | row for number, row in enumerate(rows)]
    return pd.DataFrame(full, columns=list(table.column_names), dtype=object)


def blank(column, number):
    """Give a value that will do; texts differ by row, so that keys do."""
    if not column.required:
        return None
    if column.codes:
        return column.codes.codes[0].value
    return MEANT.get(column.type, f"x{number}")


def write_feed(edition, name, *rows):
    edition.write(name, rows_of(name, *rows), part="2020-01-06")


def write_links(edition, links):
    """Tie records to persons."""
    rows = [{"record_id": record, "person_id": person, "tie": "alone"} for record, person in links.items()]
    edition.write("linkage.record_link", rows_of("linkage.record_link", *rows))


@pytest.fixture
def fewer(monkeypatch):
    """Draw a hundred resamples instead of a thousand."""
    monkeypatch.setattr(resampling, "RESAMPLES", 100)


@pytest.fixture(scope="session")
def spec():
    told = read_model_spec(Path(__file__).parents[3] / "models" / "maltreatment")
    compared = Fairness(groups=(ProtectedGroup.ETHNICITY, ProtectedGroup.SEX), crossed=True)
    changed = dataclasses.replace(told, fairness=compared)
    object.__setattr__(changed, "fingerprint", told.fingerprint)
    return changed


@pytest.fixture
def edition(tmp_path):
    return Edition(Lake(tmp_path / "lake", tables=lake_tables()), WEEK)


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        VERSION=VERSION,
        TEST=TEST,
        held_back=held_back,
        attributes=attributes,
        write_attributes=write_attributes,
        rows_of=rows_of,
        write_feed=write_feed,
        write_links=write_links,
    )
