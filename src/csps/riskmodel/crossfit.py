"""Predictions for families that a model had not learnt from, and the calibrated model that follows from them."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from csps.domain.progress import Progress, SilentProgress
from csps.riskmodel.boosting import Settings, TrainingSet, margins_of
from csps.riskmodel.calibration import fit_calibrator
from csps.riskmodel.model import RiskModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    import numpy.typing as npt

    from csps.settings import ModelSpec

    Reals = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]
    LearnAndPredict = Callable[[Places, Places], Reals]


def out_of_fold(
    fold: npt.NDArray[np.int64],
    learn_and_predict: LearnAndPredict,
    *,
    what: str,
    beside: Executor | None = None,
    progress: Progress | None = None,
) -> Reals:
    """Predict every row by a model that learnt from the other folds.

    Args:
        fold: number of each row's fold. All dates of a family, and of those it ever shared a person with, have one.
        learn_and_predict: given places to learn from and places to predict, gives the predictions of the latter.
        what: the work in words, for whoever watches.
        beside: where folds are worked on beside one another; None for one after another.
        progress: who watches.
    """
    predicted = np.full(len(fold), np.nan)
    places = [(np.flatnonzero(fold != number), np.flatnonzero(fold == number)) for number in np.unique(fold)]
    parts = (beside.map if beside else map)(lambda each: learn_and_predict(*each), places)
    watched = (progress or SilentProgress()).track(parts, what=what, total=len(places))
    for (_, inside), part in zip(places, watched, strict=True):
        predicted[inside] = part
    return predicted


def fit_risk_model(
    training: TrainingSet,
    fold: npt.NDArray[np.int64],
    settings: Settings,
    spec: ModelSpec,
    *,
    progress: Progress | None = None,
) -> RiskModel:
    """Fit the model on all rows, and its calibrator on what models of the other folds said of each.

    Args:
        training: the rows.
        fold: number of each row's fold.
        settings: of the trees.
        spec: the model's specification.
        progress: who watches.

    Raises:
        ContractError: too few outcomes to calibrate on.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        on_all = pool.submit(training.boost, settings)
        margins = out_of_fold(
            fold,
            lambda learn, predict: margins_of(training.boost(settings, learn), training.matrix[predict]),
            what="fitting without each fold",
            beside=pool,
            progress=progress,
        )
    return RiskModel(
        on_all.result(),
        calibrator=fit_calibrator(spec.learner.calibration, margins, training.outcome),
        columns=training.columns,
        name=spec.name,
        specification=spec.fingerprint,
        base_rate=float(training.outcome.mean()),
        settings=settings,
    )
