"""One MLflow store for all tests of the room, because making its tables takes seconds."""

from types import SimpleNamespace

import pandas as pd
import pytest

from csps.registry.runs import Registry

DIGEST = "0123456789abcdef" * 4


@pytest.fixture(scope="session")
def registry(tmp_path_factory):
    """A registry that tests share; each uses a model name of its own."""
    return Registry.of(tmp_path_factory.mktemp("workspace") / "registry")


@pytest.fixture
def evidence(tmp_path):
    """A function that gives what is recorded about a model, to be changed where a test wants it."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "trees.txt").write_text("tree\n")
    (folder / "model.json").write_text("{}")
    given = {
        "model_folder": folder,
        "model_digest": DIGEST,
        "parameters": {"learning_rate": 0.05, "num_leaves": 15},
        "metrics": {"model / auc": 0.79, "model / auc (low)": 0.76, "unknown": float("nan")},
        "fingerprints": {"features.family_week 2025-11-17": "ab" * 32},
        "explanations": pd.DataFrame({"family_id": ["f1"], "feature": ["calls"], "contribution": [0.5]}),
        "fairness_report": {"audit.json": b"{}", "audit.html": b"<!doctype html>"},
        "spec": "cd" * 32,
    }
    return lambda **changes: given | changes


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(DIGEST=DIGEST)
