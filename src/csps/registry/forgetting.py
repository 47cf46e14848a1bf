"""Rows about families taken out of what the registry keeps beside models: explanations, and what was held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from csps.domain.errors import StorageError
from csps.keys import files

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FAMILY = "family_id"


def rows_about(registry: Path, families: Collection[str]) -> dict[str, int]:
    """Count the rows about some families in every Parquet file below a registry.

    Args:
        registry: the workspace's folder `registry`. What lies on an MLflow server elsewhere is not reached.
        families: pseudonyms.

    Returns:
        how many rows, by the file's path in the registry; files that hold none are not named.

    Raises:
        StorageError: a file cannot be read.
    """
    found = {}
    for path in sorted(registry.rglob("*.parquet")):
        count = int(_about(_read(path), families).sum())
        if count:
            found[path.relative_to(registry).as_posix()] = count
    return found


def forget_families(registry: Path, families: Collection[str]) -> None:
    """Write every Parquet file below a registry that holds rows about some families anew without them.

    Raises:
        StorageError: the disk refused; a file that was there is whole.
    """
    for name in rows_about(registry, families):
        rows = _read(registry / name)
        kept = rows[~_about(rows, families)]
        files.replace(registry / name, kept.to_parquet(index=False), f"{name} in the registry")


def _about(rows: pd.DataFrame, families: Collection[str]) -> pd.Series:
    if FAMILY not in rows.columns:
        return pd.Series(data=False, index=rows.index)
    return rows[FAMILY].astype(str).isin(list(families))


def _read(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise StorageError(f"{path.name} in the registry cannot be read: {type(error).__name__}.") from None
