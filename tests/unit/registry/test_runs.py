"""One run holds everything about a model; a run that breaks or is killed says so and registers nothing."""

import json

import pandas as pd
import pytest

from csps.domain.errors import StorageError
from csps.registry import runs, shelf
from csps.registry.tracking import client_of, quiet_mlflow


def registered(registry, name):
    with quiet_mlflow() as mlflow:
        client = client_of(mlflow, registry.url)
        return client.search_model_versions(f"name = '{name}'"), client.search_registered_models(f"name = '{name}'")


def test_one_run_holds_everything_about_a_model(registry, evidence, kit):
    recorded = registry.record("whole", **evidence())
    assert recorded.version == kit.DIGEST[:16]
    (run,) = registry.runs("whole")
    assert (run.run_id, run.status, run.version) == (recorded.run_id, "FINISHED", recorded.version)
    assert run.parameters == {"learning_rate": "0.05", "num_leaves": "15"}
    assert run.metrics == {"model / auc": 0.79, "model / auc low": 0.76}  # what is no number is left out
    assert (run.tags["csps.spec"], run.tags["csps.model_digest"]) == ("cd" * 32, kit.DIGEST)
    kept = registry.artifacts / "whole" / recorded.run_id / "artifacts"
    assert pd.read_parquet(kept / runs.EXPLANATIONS).feature.tolist() == ["calls"]
    assert (kept / "fairness" / "audit.html").read_bytes() == b"<!doctype html>"
    assert json.loads((kept / "data.json").read_text()) == {"features.family_week 2025-11-17": "ab" * 32}
    with quiet_mlflow() as mlflow:
        (data,) = client_of(mlflow, registry.url).get_run(recorded.run_id).inputs.dataset_inputs
    assert (data.dataset.name, data.dataset.digest) == ("features.family_week 2025-11-17", ("ab" * 32)[:36])


def test_the_model_is_kept_without_a_pickle_and_registered_under_an_alias(registry, evidence):
    recorded = registry.record("plain", **evidence())
    kept = registry.artifacts / "plain" / recorded.run_id / "artifacts" / "model"
    assert {path.name for path in kept.rglob("*") if path.is_file()} == {
        "MLmodel", "conda.yaml", "python_env.yaml", "requirements.txt", "trees.txt", "model.json",
    }  # fmt: skip
    assert "loader_module: csps.riskmodel.pyfunc" in (kept / "MLmodel").read_text()
    (version,), (model,) = registered(registry, "plain")
    assert version.run_id == recorded.run_id
    assert {alias: str(number) for alias, number in model.aliases.items()} == {"candidate": str(version.version)}


def test_the_model_is_on_the_shelf_for_whoever_scores(registry, evidence, kit):
    recorded = registry.record("shelved", **evidence())
    folder = registry.model_folder("shelved", recorded.version)
    assert folder == shelf.model_folder(registry.artifacts.parent, "shelved", kit.DIGEST[:16])
    assert (folder / "trees.txt").read_text() == "tree\n"


def test_the_same_model_and_evidence_are_recorded_once_and_put_back_on_the_shelf(registry, evidence):
    first = registry.record("again", **evidence())
    shelf.take_down(registry.model_folder("again", first.version))
    assert registry.record("again", **evidence()) == first
    assert registry.model_folder("again", first.version).is_dir()
    other = registry.record("again", **evidence(fairness_report={"audit.json": b'{"other": 1}'}))
    assert [run.run_id for run in registry.runs("again")] == [other.run_id, first.run_id]


def test_a_run_that_breaks_is_failed_and_registers_nothing(registry, evidence, monkeypatch):
    def full(files, folder):
        raise StorageError("The model could not be kept.")

    monkeypatch.setattr(shelf, "put", full)
    with pytest.raises(StorageError):
        registry.record("broken", **evidence())
    assert [run.status for run in registry.runs("broken")] == ["FAILED"]
    assert registered(registry, "broken") == ([], [])
    assert not registry.model_folder("broken", "0123456789abcdef").exists()


def test_a_run_that_was_killed_is_marked_by_the_next(registry, evidence):
    first = registry.record("killed", **evidence())
    with quiet_mlflow() as mlflow:
        client = client_of(mlflow, registry.url)
        cut_off = client.create_run(client.get_run(first.run_id).info.experiment_id)
    registry.record("killed", **evidence())
    assert {run.run_id: run.status for run in registry.runs("killed")} == {
        first.run_id: "FINISHED",
        cut_off.info.run_id: "KILLED",
    }


def test_explanations_may_come_as_a_file_and_nothing_is_left_aside(registry, evidence, tmp_path):
    file = tmp_path / "contributions.parquet"
    pd.DataFrame({"feature": ["arrears"]}).to_parquet(file)
    recorded = registry.record("filed", **evidence(explanations=file))
    kept = registry.artifacts / "filed" / recorded.run_id / "artifacts" / runs.EXPLANATIONS
    assert kept.read_bytes() == file.read_bytes()
    assert [path.name for path in registry.artifacts.parent.iterdir() if path.name.startswith(".")] == []


def test_more_values_than_mlflow_takes_at_once_are_all_recorded(registry, evidence):
    figures = {f"figure {number}": float(number) for number in range(1_203)}
    settings = {f"setting {number}": number for number in range(203)}
    registry.record("many", **evidence(metrics=figures, parameters=settings))
    (run,) = registry.runs("many")
    assert run.metrics == figures
    assert len(run.parameters) == 203


def test_a_model_nobody_trained_has_no_runs(registry):
    assert registry.runs("nobody") == ()
