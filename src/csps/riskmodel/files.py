"""A model as files: LightGBM's text beside a description. Nothing in them can run, and nothing is parsed unverified.

    trees.txt    the booster, as LightGBM writes it
    model.json   calibrator, features in order, fingerprint of the specification

LightGBM checks nothing that it reads: a damaged text can change scores silently or end the process. So the bytes are
held against a digest first, and what is parsed are those very bytes, not the file again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TREES, DESCRIPTION = "trees.txt", "model.json"
VERSION_DIGITS = 16
_RESTORE = "Restore the model from the registry, or train it again."


def digest(folder: Path) -> str:
    """Give SHA-256 over the names and bytes of a model's files, in 64 hexadecimal digits.

    Raises:
        IntegrityError: the folder does not hold exactly the files of a model.
        StorageError: the disk refused.
    """
    return _digest_of(_read(folder))


def version_of(digest_of_model: str) -> str:
    """Give the name by which tables call a model: the first 16 digits of its digest.

    >>> version_of("0123456789abcdef" * 4)
    '0123456789abcdef'
    """
    return digest_of_model[:VERSION_DIGITS]


def write(contents: Mapping[str, bytes], folder: Path) -> str:
    """Write a model's files into a new or empty folder, and give their digest.

    Raises:
        UsageError: the folder holds something.
        StorageError: the disk refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError("The folder for the model is not empty.", next_step="Choose a new one.")
        for name, data in contents.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise StorageError(f"The model could not be written: {error.strerror}.") from error
    return _digest_of(contents)


def read_verified(folder: Path, expected: str) -> Mapping[str, bytes]:
    """Give the bytes of a model's files by name, if they are those that were meant.

    Raises:
        IntegrityError: files are missing, added or damaged.
        StorageError: the disk refused.
    """
    contents = _read(folder)
    found = _digest_of(contents)
    if found != expected:
        raise IntegrityError(
            f"The files of the model have the digest {version_of(found)}..., expected was {version_of(expected)}....",
            next_step=_RESTORE,
        )
    return contents


def _read(folder: Path) -> dict[str, bytes]:
    try:
        names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        if names != {TREES, DESCRIPTION}:
            raise IntegrityError(
                f"A model is two files, {TREES} and {DESCRIPTION}; {len(names & {TREES, DESCRIPTION})} of them "
                f"and {len(names - {TREES, DESCRIPTION})} others are in the folder.",
                next_step=_RESTORE,
            )
        return {name: (folder / name).read_bytes() for name in (TREES, DESCRIPTION)}
    except OSError as error:
        raise StorageError(f"The model could not be read: {error.strerror}.") from error


def _digest_of(contents: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(contents):
        whole.update(f"{name} {len(contents[name])}\n".encode())
        whole.update(contents[name])
    return whole.hexdigest()
