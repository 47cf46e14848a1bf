"""What was said of families held back, with the truth beside it."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csps.domain.errors import UsageError
from csps.synthetic.marking.predictions import held_back

LINKS = {f"r-{person}": f"p-{person}" for person in range(9)}


@pytest.fixture
def trained(street, monkeypatch):
    """The street with its recipe, families and predictions. Records and lines are others' matter."""
    workspace, truth = street.seen.path, street.true.path
    recipe = {"residents": 9, "weeks": 30, "end": "2026-11-16", "seed": 1}
    (truth / "recipe.json").write_text(json.dumps(recipe))
    (workspace / "programme.toml").write_text("[workspace]\nsynthetic = true\nas_of = 2026-11-16\n")
    street.say({"a": [0, 1], "b": [3, 5], "c": [3, 4]})
    said = {
        "as_of": [date(2026, 11, 16)] * 3,
        "family_id": ["c", "b", "a"],
        "group_id": ["x", "x", "y"],
        "outcome": [False, True, False],
        "model": [0.1, 0.2, 0.3],
        "rule": [0.1, 0.1, 0.1],
        "logistic": [0.3, 0.2, 0.1],
    }
    folder = workspace / "registry" / "candidates" / "maltreatment"
    folder.mkdir(parents=True)
    pq.write_table(pa.table(said), folder / "held_back.parquet")
    module = "csps.synthetic.marking.predictions"
    monkeypatch.setattr(f"{module}.lend_true_records", lambda *_: None)
    persons = pa.table({"person_id": list(LINKS.values()), "person": list(range(9))})
    monkeypatch.setattr(f"{module}.lend_true_persons", lambda seen, *_: seen.lend("true_person", persons))
    return street


def test_every_family_held_back_has_the_truth_beside_it(trained):
    found = held_back(trained.seen.path, trained.true.path, "maltreatment")
    assert found["family_id"].tolist() == ["a", "b", "c"]
    assert found["model"].tolist() == [0.3, 0.2, 0.1]
    assert found["outcome"].tolist() == [False, True, False]
    np.testing.assert_equal(found["p_harm"], [0.2, 0.1, np.nan])
    np.testing.assert_equal(found["p_recorded"], [0.02, np.nan, np.nan])


def test_a_model_that_was_not_trained_is_refused(trained):
    with pytest.raises(UsageError, match="No eligibility model was trained"):
        held_back(trained.seen.path, trained.true.path, "eligibility")


def test_a_test_date_without_families_is_refused(trained):
    path = trained.seen.path / "registry" / "candidates" / "maltreatment" / "held_back.parquet"
    said = pq.read_table(path)
    pq.write_table(said.set_column(0, "as_of", pa.array([date(2025, 1, 6)] * 3)), path)
    with pytest.raises(UsageError, match="tested on 2025-01-06"):
        held_back(trained.seen.path, trained.true.path, "maltreatment")
