"""The lake: immutable snapshots and week manifests; the door to DuckDB, PyArrow and Spark."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.store.delimited import Coded, CsvRows, Written, write_csv, write_parquet
    from csps.store.edition import Edition
    from csps.store.engines import Connection, lacks_memory, private_connection
    from csps.store.lake import Lake
    from csps.store.manifest import Manifest
    from csps.store.numbered import NumberedRows
    from csps.store.snapshot import Snapshot
    from csps.store.sorting import Resources

__all__ = [
    "Coded",
    "Connection",
    "CsvRows",
    "Edition",
    "Lake",
    "Manifest",
    "NumberedRows",
    "Resources",
    "Snapshot",
    "Written",
    "lacks_memory",
    "private_connection",
    "write_csv",
    "write_parquet",
]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Coded": "delimited",
    "Connection": "engines",
    "CsvRows": "delimited",
    "Edition": "edition",
    "Lake": "lake",
    "Manifest": "manifest",
    "NumberedRows": "numbered",
    "Resources": "sorting",
    "Snapshot": "snapshot",
    "Written": "delimited",
    "lacks_memory": "engines",
    "private_connection": "engines",
    "write_csv": "delimited",
    "write_parquet": "delimited",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
