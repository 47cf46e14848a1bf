"""Model and families -> reasons; the door to SHAP and woodelf."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.explain.run import Explained, explain_held_back, explain_week
    from csps.explain.shapley import contributions, explanation

__all__ = ["Explained", "contributions", "explain_held_back", "explain_week", "explanation"]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Explained": "run",
    "contributions": "shapley",
    "explain_held_back": "run",
    "explain_week": "run",
    "explanation": "shapley",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
