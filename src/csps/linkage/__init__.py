"""Records -> persons, and where they lived."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.linkage.frames.evidence import waterfall
    from csps.linkage.frames.run import link_records
    from csps.linkage.run import Linkage, link_edition

__all__ = ["Linkage", "link_edition", "link_records", "waterfall"]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Linkage": "run",
    "link_edition": "run",
    "link_records": "frames.run",
    "waterfall": "frames.evidence",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
