"""Which families should a coordinator look at first? The weekly list, as a table and as files for Monday's meeting."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.worklist.files import ListFiles, write_files
    from csps.worklist.gathering import gather
    from csps.worklist.run import Listed, list_families
    from csps.worklist.sheet import Family, Sheet

__all__ = ["Family", "ListFiles", "Listed", "Sheet", "gather", "list_families", "write_files"]

# Where each public name lives; its module is imported when the name is first used.
_HOMES = {
    "Family": "sheet",
    "ListFiles": "files",
    "Listed": "run",
    "Sheet": "sheet",
    "gather": "gathering",
    "list_families": "run",
    "write_files": "files",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
