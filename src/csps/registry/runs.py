"""One MLflow run for each trained model: what went in, what came out, the model itself and the evidence about it."""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csps.domain.version import csps_version
from csps.registry import shelf
from csps.registry.tracking import client_of, experiment_of, quiet_mlflow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    import pandas as pd
    from mlflow.tracking import MlflowClient

LOADER = "csps.riskmodel.pyfunc"
ALIAS = "candidate"
EXPLANATIONS, FAIRNESS, MODEL = "explanations/contributions.parquet", "fairness", "model"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_\-. :/]+")
MOST_FIGURES, MOST_SETTINGS = 1_000, 100  # that MLflow takes at once
_DIGEST_LIMIT = 36  # characters that MLflow keeps of a dataset's digest


@dataclass(frozen=True, slots=True)
class Recorded:
    """A model that is in the registry.

    Args:
        run_id: MLflow's name of the run.
        model_digest: SHA-256 over the model's files.
        version: the first 16 digits of the digest, by which every table names the model.
    """

    run_id: str
    model_digest: str
    version: str


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run as MLflow tells it.

    Args:
        run_id: MLflow's name of it.
        status: FINISHED, FAILED, KILLED or RUNNING.
        version: of the model; empty where it did not come so far.
        parameters: as text.
        metrics: by name.
        tags: ours, without MLflow's own.
    """

    run_id: str
    status: str
    version: str
    parameters: Mapping[str, str]
    metrics: Mapping[str, float]
    tags: Mapping[str, str]


class Registry:
    """The models of a workspace and the runs they came from. Making one touches nothing.

    Args:
        url: MLflow's store: `sqlite:///<workspace>/registry/mlflow.db`, or a server.
        artifacts: folder of what runs keep: `<workspace>/registry/artifacts`. The shelf of models lies beside it.
    """

    def __init__(self, url: str, artifacts: Path) -> None:
        self.url = url
        self.artifacts = artifacts

    @classmethod
    def of(cls, folder: Path) -> Registry:
        """Give the registry in a workspace's folder `registry`."""
        return cls(f"sqlite:///{(folder / 'mlflow.db').resolve()}", folder / "artifacts")

    def model_folder(self, name: str, version: str) -> Path:
        """Give the folder of a model's files on the shelf. See `shelf.model_folder`."""
        return shelf.model_folder(self.artifacts.parent, name, version)

    def record(
        self,
        name: str,
        *,
        model_folder: Path,
        model_digest: str,
        parameters: Mapping[str, object],
        metrics: Mapping[str, float],
        fingerprints: Mapping[str, str],
        explanations: Path | pd.DataFrame,
        fairness_report: Mapping[str, bytes],
        spec: str,
        tags: Mapping[str, str] | None = None,
    ) -> Recorded:
        """Record a model with everything about it in one run, put it on the shelf, and register it last of all.

        A run that breaks is marked FAILED and leaves no registered version. One that was killed is marked KILLED by the
        next. The same model with the same evidence is recorded once, however often it is asked.

        Args:
            name: the model.
            model_folder: what `RiskModel.save` wrote.
            model_digest: what it gave.
            parameters: settings of the training.
            metrics: figures by name; what is not a number is left out.
            fingerprints: table or part of the lake -> SHA-256 of what was learnt from or tested on.
            explanations: contributions of every family held back: a Parquet file, or a frame.
            fairness_report: file name -> bytes: the audit for machines (JSON) and for people (HTML).
            spec: fingerprint of the specification.
            tags: more to say about the run.

        Raises:
            StorageError: the disk or MLflow refused; nothing is registered.
        """
        version = model_digest[: shelf.VERSION_DIGITS]
        with _gathered(self.artifacts.parent, explanations, fairness_report, fingerprints) as evidence:
            content = _content(
                [model_digest, spec, _texts(parameters), _numbers(metrics), dict(fingerprints), _digests(evidence)]
            )
            told = {"csps.model_digest": model_digest, "csps.spec": spec, "csps.content": content}
            with quiet_mlflow() as mlflow:
                client = client_of(mlflow, self.url)
                experiment = experiment_of(client, name, self.artifacts)
                known = _settle(client, experiment, content)
                if known is not None:
                    shelf.put(model_folder, self.model_folder(name, version))
                    return Recorded(known, model_digest, version)
                with _run(client, experiment, version, told | dict(tags or {})) as run:
                    _log_values(mlflow, client, run, parameters=parameters, metrics=metrics, fingerprints=fingerprints)
                    client.log_artifacts(run, str(evidence))
                    _log_model(mlflow, client, run, model_folder, model_digest)
                    shelf.put(model_folder, self.model_folder(name, version))
                    _register(client, name, run, model_digest)
                return Recorded(run, model_digest, version)

    def runs(self, name: str) -> tuple[PastRun, ...]:
        """Give the runs of a model, the newest first.

        Raises:
            StorageError: MLflow refused.
        """
        with quiet_mlflow() as mlflow:
            client = client_of(mlflow, self.url)
            experiment = client.get_experiment_by_name(name)
            found = [] if experiment is None else client.search_runs([experiment.experiment_id], max_results=1_000)
        return tuple(
            PastRun(
                run_id=run.info.run_id,
                status=run.info.status,
                version=run.data.tags.get("csps.model_digest", "")[: shelf.VERSION_DIGITS],
                parameters=dict(run.data.params),
                metrics=dict(run.data.metrics),
                tags={key: value for key, value in run.data.tags.items() if not key.startswith("mlflow.")},
            )
            for run in found
        )


@contextmanager
def _gathered(
    registry: Path, explanations: Path | pd.DataFrame, reports: Mapping[str, bytes], fingerprints: Mapping[str, str]
) -> Iterator[Path]:
    """Yield a folder with the evidence as files; it lies inside the registry, for it is about families."""
    registry.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".gathering-", dir=registry) as name:
        folder = Path(name)
        target = folder / EXPLANATIONS
        target.parent.mkdir()
        if isinstance(explanations, Path):
            shutil.copyfile(explanations, target)
        else:
            explanations.to_parquet(target, index=False)
        (folder / FAIRNESS).mkdir()
        for file, data in reports.items():
            (folder / FAIRNESS / file).write_bytes(data)
        (folder / "data.json").write_bytes(json.dumps(dict(fingerprints), sort_keys=True, indent=1).encode())
        yield folder


def _settle(client: MlflowClient, experiment: str, content: str) -> str | None:
    """Mark runs that a kill cut off, and give the finished run of the same content, if there is one."""
    for run in client.search_runs([experiment], "attributes.status = 'RUNNING'"):
        client.set_terminated(run.info.run_id, "KILLED")
    wanted = f"attributes.status = 'FINISHED' and tags.`csps.content` = '{content}'"
    same = client.search_runs([experiment], wanted, max_results=1)
    return str(same[0].info.run_id) if same else None


@contextmanager
def _run(client: MlflowClient, experiment: str, version: str, tags: Mapping[str, str]) -> Iterator[str]:
    """Yield a run that is FINISHED when the block ends well and FAILED when it does not."""
    run = client.create_run(experiment, run_name=version, tags=dict(tags)).info.run_id
    try:
        yield run
    except BaseException:  # an interrupt, too, leaves a run that says what it is
        client.set_terminated(run, "FAILED")
        raise
    client.set_terminated(run, "FINISHED")


def _log_values(
    mlflow: ModuleType,
    client: MlflowClient,
    run: str,
    *,
    parameters: Mapping[str, object],
    metrics: Mapping[str, float],
    fingerprints: Mapping[str, str],
) -> None:
    entities = mlflow.entities
    when = client.get_run(run).info.start_time
    figures = [entities.Metric(key, value, when, 0) for key, value in _numbers(metrics).items()]
    settings = [entities.Param(key, value) for key, value in _texts(parameters).items()]
    for start in range(0, len(figures), MOST_FIGURES):
        client.log_batch(run, metrics=figures[start : start + MOST_FIGURES])
    for start in range(0, len(settings), MOST_SETTINGS):
        client.log_batch(run, params=settings[start : start + MOST_SETTINGS])
    datasets = [
        entities.DatasetInput(entities.Dataset(name, digest[:_DIGEST_LIMIT], "csps lake", json.dumps({"part": name})))
        for name, digest in sorted(fingerprints.items())
    ]
    client.log_inputs(run, datasets)


def _log_model(mlflow: ModuleType, client: MlflowClient, run: str, files: Path, digest: str) -> None:
    """Keep the model as MLflow's general kind: a name of a loader and plain files. Nothing of it is a pickle."""
    with tempfile.TemporaryDirectory(prefix=".model-", dir=files.parent) as name:
        target = Path(name) / MODEL
        mlflow.pyfunc.save_model(
            str(target),
            loader_module=LOADER,
            data_path=str(files),
            pip_requirements=[f"csps=={csps_version()}"],  # given, or MLflow would start a process to guess them
            model_config={"digest": digest},
        )
        client.log_artifacts(run, str(target), MODEL)


def _register(client: MlflowClient, name: str, run: str, digest: str) -> None:
    if not client.search_registered_models(f"name = '{name}'"):
        client.create_registered_model(name)
    version = client.create_model_version(name, f"runs:/{run}/{MODEL}", run, tags={"csps.model_digest": digest})
    client.set_registered_model_alias(name, ALIAS, version.version)


def _texts(parameters: Mapping[str, object]) -> dict[str, str]:
    return {_name(key): str(value) for key, value in sorted(parameters.items())}


def _numbers(metrics: Mapping[str, float]) -> dict[str, float]:
    found = {_name(key): float(value) for key, value in sorted(metrics.items()) if value is not None}
    return {key: value for key, value in found.items() if math.isfinite(value)}


def _name(key: str) -> str:
    """Give a name as MLflow takes it: letters, digits and few signs."""
    return " ".join(_NOT_IN_NAMES.sub(" ", key).split())


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _content(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
