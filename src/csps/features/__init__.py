"""Families -> what was known on a date."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.features.family_week import family_week_table
    from csps.features.listing import catalogue
    from csps.features.run import FeaturesComputed, compute_features

__all__ = ["FeaturesComputed", "catalogue", "compute_features", "family_week_table"]

# Where each public name lives; its module, and Ibis behind it, is imported when the name is first used.
_HOMES = {
    "FeaturesComputed": "run",
    "catalogue": "listing",
    "compute_features": "run",
    "family_week_table": "family_week",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
