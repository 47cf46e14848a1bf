"""Matrix -> calibrated model, beside a simple rule and a logistic baseline."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.modelling.leakage.detector import Origins, find_leaks
    from csps.modelling.leakage.leak import Leak, LeakReport
    from csps.modelling.run import Fitted, fit
    from csps.riskmodel import RiskModel

__all__ = ["Fitted", "Leak", "LeakReport", "Origins", "RiskModel", "find_leaks", "fit"]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Fitted": "csps.modelling.run",
    "Leak": "csps.modelling.leakage.leak",
    "LeakReport": "csps.modelling.leakage.leak",
    "Origins": "csps.modelling.leakage.detector",
    "RiskModel": "csps.riskmodel",
    "find_leaks": "csps.modelling.leakage.detector",
    "fit": "csps.modelling.run",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
