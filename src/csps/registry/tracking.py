"""MLflow behind one door: imported late, without a word on the screen, and without a call to anybody.

MLflow reports its use to its makers unless told not to, prints what its database is doing, and warns about its own parts.
None of that is for whoever trains a model, so it is switched off here and nowhere else.
"""

from __future__ import annotations

import logging
import os
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from csps.domain.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from mlflow.tracking import MlflowClient

SILENCE = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "DO_NOT_TRACK": "true",
    "MLFLOW_CONFIGURE_LOGGING": "false",  # it would put a handler of its own on the screen
    "GIT_PYTHON_REFRESH": "quiet",  # there need be no git where csps runs
}
LOUD = ("alembic", "mlflow")
SQLITE = "sqlite:///"


@contextmanager
def quiet_mlflow() -> Iterator[ModuleType]:
    """Yield MLflow, silent for as long as the block lasts.

    Raises:
        StorageError: MLflow or the disk under it refused. Its own words are not repeated: they may quote what was recorded.
    """
    os.environ.update(SILENCE)
    levels = {name: logging.getLogger(name).level for name in LOUD}
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mlflow  # noqa: PLC0415 - two to three seconds, and only recording a model needs it
        import mlflow.pyfunc  # noqa: PLC0415
        from mlflow.exceptions import MlflowException  # noqa: PLC0415

        try:
            yield mlflow
        except (MlflowException, OSError) as error:
            code = getattr(error, "error_code", None) or getattr(error, "strerror", None) or type(error).__name__
            raise StorageError(
                f"The registry of models refused: {code}.",
                next_step="Look at the disk and at the registry's address, then train again.",
            ) from error
        finally:
            for name, level in levels.items():
                logging.getLogger(name).setLevel(level)


def client_of(mlflow: ModuleType, url: str) -> MlflowClient:
    """Give a client of the store at `url`; the folder of a SQLite store is made, and its tables with it."""
    if url.startswith(SQLITE):
        Path(url.removeprefix(SQLITE)).parent.mkdir(parents=True, exist_ok=True)
    client: MlflowClient = mlflow.MlflowClient(tracking_uri=url, registry_uri=url)
    return client


def experiment_of(client: MlflowClient, name: str, artifacts: Path) -> str:
    """Give the id of the experiment that holds a model's runs; it is made where there is none."""
    found = client.get_experiment_by_name(name)
    if found is not None:
        return str(found.experiment_id)
    return str(client.create_experiment(name, artifact_location=str((artifacts / name).resolve())))
