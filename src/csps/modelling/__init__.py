"""Matrix -> calibrated model, beside a simple rule and a logistic baseline."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.modelling.run import Fitted, fit
    from csps.riskmodel import RiskModel

__all__ = ["Fitted", "RiskModel", "fit"]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Fitted": "csps.modelling.run",
    "RiskModel": "csps.riskmodel",
    "fit": "csps.modelling.run",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
