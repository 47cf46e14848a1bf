"""Families -> what was known on a date."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.features.explanation import Explanation, explain_feature
    from csps.features.family_week import family_week_table
    from csps.features.listing import catalogue
    from csps.features.parity import ParityChecked, check_parity
    from csps.features.run import FeaturesComputed, compute_features

__all__ = [
    "Explanation",
    "FeaturesComputed",
    "ParityChecked",
    "catalogue",
    "check_parity",
    "compute_features",
    "explain_feature",
    "family_week_table",
]

# Where each public name lives; its module, and Ibis behind it, is imported when the name is first used.
_HOMES = {
    "Explanation": "explanation",
    "FeaturesComputed": "run",
    "ParityChecked": "parity",
    "catalogue": "listing",
    "check_parity": "parity",
    "compute_features": "run",
    "explain_feature": "explanation",
    "family_week_table": "family_week",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
