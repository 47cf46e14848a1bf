"""Where trained models are kept and every training is recorded; the door to MLflow."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.registry.runs import PastRun, Recorded, Registry
    from csps.registry.shelf import model_folder

__all__ = ["PastRun", "Recorded", "Registry", "model_folder"]

# Where each public name lives; its module is imported when the name is first used, and MLflow when a run is recorded.
_HOMES = {
    "PastRun": "runs",
    "Recorded": "runs",
    "Registry": "runs",
    "model_folder": "shelf",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
