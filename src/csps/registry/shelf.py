"""The shelf: models as they are loaded for scoring, one folder each, named by their version.

    <registry>/models/<name>/<version>/

MLflow keeps the same files among the artifacts of the run. The shelf is there so that a weekly run finds a model without
MLflow, which takes seconds to import and checks no file. Nothing on the shelf is trusted: whoever loads a model holds its
digest against one that a reviewer signed.
"""

from __future__ import annotations

import re
import secrets
import shutil
from typing import TYPE_CHECKING

from csps.domain.errors import StorageError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

VERSION_DIGITS = 16
_NAME = re.compile(r"[a-z_]{1,40}")
_VERSION = re.compile(r"[0-9a-f]{16}")


def model_folder(registry: Path, name: str, version: str) -> Path:
    """Give the folder of a model's files; it need not exist.

    Args:
        registry: the workspace's folder `registry`.
        name: the model.
        version: the first 16 digits of its digest.

    Raises:
        UsageError: name or version have another form, so that they could lead elsewhere.
    """
    if not _NAME.fullmatch(name) or not _VERSION.fullmatch(version):
        raise UsageError(
            "A model is named by a word and by the first 16 digits of its digest.",
            next_step="`csps approval show MODEL` lists the versions there are.",
        )
    return registry / "models" / name / version


def put(files: Path, shelf: Path) -> None:
    """Copy a model's files onto the shelf, whole or not at all. What is there already is put there anew.

    Args:
        files: the folder of the saved model.
        shelf: as `model_folder` gives it.

    Raises:
        StorageError: the disk refused; nothing is left half copied.
    """
    aside = shelf.with_name(f".{shelf.name}.{secrets.token_hex(8)}")
    try:
        shelf.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(files, aside)
        take_down(shelf)
        aside.rename(shelf)
    except OSError as error:
        raise StorageError(
            f"The model could not be kept: {error.strerror or type(error).__name__}.",
            next_step="Look at the disk and its permissions, then train again.",
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def take_down(shelf: Path) -> None:
    """Remove a model from the shelf; one that is not there is no error."""
    shutil.rmtree(shelf, ignore_errors=True)
