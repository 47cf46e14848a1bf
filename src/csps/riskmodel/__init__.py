"""The fitted model: fit, tune, save, load, predict; the door to LightGBM and Optuna."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.riskmodel.boosting import Settings, TrainingSet, start_of
    from csps.riskmodel.calibration import Calibrator, fit_calibrator
    from csps.riskmodel.crossfit import fit_risk_model, out_of_fold
    from csps.riskmodel.files import digest, version_of
    from csps.riskmodel.matrix import FeatureColumn, matrix_of
    from csps.riskmodel.model import RiskModel
    from csps.riskmodel.search import Split, tune

__all__ = [
    "Calibrator",
    "FeatureColumn",
    "RiskModel",
    "Settings",
    "Split",
    "TrainingSet",
    "digest",
    "fit_calibrator",
    "fit_risk_model",
    "matrix_of",
    "out_of_fold",
    "start_of",
    "tune",
    "version_of",
]

# Where each public name lives; its module, and the heavy library behind it, is imported when the name is first used.
_HOMES = {
    "Calibrator": "calibration",
    "FeatureColumn": "matrix",
    "RiskModel": "model",
    "Settings": "boosting",
    "Split": "search",
    "TrainingSet": "boosting",
    "digest": "files",
    "fit_calibrator": "calibration",
    "fit_risk_model": "crossfit",
    "matrix_of": "matrix",
    "out_of_fold": "crossfit",
    "start_of": "boosting",
    "tune": "search",
    "version_of": "files",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
