"""The synthetic borough: people who live, agencies that see part of it, and the truth beside."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.synthetic.marking import mark
    from csps.synthetic.run import BoroughSummary, make_borough

__all__ = ["BoroughSummary", "make_borough", "mark"]

_HOMES = {"BoroughSummary": "run", "make_borough": "run", "mark": "marking"}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
