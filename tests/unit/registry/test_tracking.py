"""MLflow is kept silent, and its refusals come out in our words."""

import logging
import os
import subprocess
import sys

import pytest

from csps.domain.errors import StorageError
from csps.registry.tracking import SILENCE, client_of, experiment_of, quiet_mlflow


def test_importing_the_door_imports_no_mlflow_and_sets_nothing():
    told = "import csps.registry.runs, csps.registry.tracking, os, sys; print('mlflow' in sys.modules, os.environ.get('DO_NOT_TRACK'))"
    environment = {key: value for key, value in os.environ.items() if key not in SILENCE}
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["False", "None"]


def test_nothing_is_reported_or_printed(registry, capfd):
    with quiet_mlflow() as mlflow:
        client = client_of(mlflow, registry.url)
        experiment_of(client, "silence", registry.artifacts)
        assert {os.environ[name] for name in ("MLFLOW_DISABLE_TELEMETRY", "DO_NOT_TRACK")} == {"true"}
        assert logging.getLogger("alembic").level == logging.CRITICAL
    assert logging.getLogger("alembic").level != logging.CRITICAL
    assert capfd.readouterr() == ("", "")


def test_an_experiment_is_made_once(registry):
    with quiet_mlflow() as mlflow:
        client = client_of(mlflow, registry.url)
        first = experiment_of(client, "once", registry.artifacts)
        assert experiment_of(client, "once", registry.artifacts) == first


def test_a_refusal_says_the_kind_and_not_the_words(registry):
    with pytest.raises(StorageError, match=r"refused: INVALID_PARAMETER_VALUE") as refused, quiet_mlflow() as mlflow:
        client_of(mlflow, registry.url).get_run("the secret name of a run")
    assert "secret" not in str(refused.value)


def test_a_disk_that_refuses_is_a_storage_error():
    with pytest.raises(StorageError, match="No space left"), quiet_mlflow():
        raise OSError(28, "No space left on device")
