"""Fitting: from families on dates of the past to a calibrated model, a rule and a baseline, all tried on later families."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.contracts.feature import Expected
from csps.domain.errors import UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.modelling import rule
from csps.modelling.baseline import LogisticBaseline
from csps.modelling.leakage.gate import refuse_leaks
from csps.modelling.observations import Observations, fingerprints_of, read_observations, refuse_unfit
from csps.modelling.splits import refuse_overlap, splits_of
from csps.riskmodel import FeatureColumn, TrainingSet, fit_calibrator, fit_risk_model, out_of_fold, tune
from csps.settings.learner import Calibration, Directions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from csps.contracts.feature import Feature
    from csps.modelling.leakage.detector import Origins
    from csps.riskmodel import RiskModel, Settings
    from csps.settings import ModelSpec
    from csps.store import Edition

    Reals = npt.NDArray[np.float64]

FEWEST_OUTCOMES = 20  # training families and dates with the outcome; with fewer nothing can be learnt, only imagined


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A model and what is needed to judge it.

    Args:
        model: the model.
        held_back: families of the test date: as_of, family_id, group_id, outcome, the calibrated probabilities `model`,
            `rule` and `logistic`, the rule's `points`, and `met_before`: whether anybody of the family's group was
            learnt from on an earlier date.
        parameters: settings, seeds and sizes, one plain value each.
        fingerprints: hash of every snapshot that was read, by "table/part".
        counts: families and outcomes by date, the test date included.
        base_rate: share of the training rows to which it happened.
    """

    model: RiskModel
    held_back: pd.DataFrame
    parameters: Mapping[str, int | float | str]
    fingerprints: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]
    base_rate: float


def fit(
    edition: Edition,
    *,
    spec: ModelSpec,
    features: Sequence[Feature],
    training: Sequence[date],
    test: date,
    trials: int | None = None,
    origins: Origins | None = None,
    progress: Progress | None = None,
) -> Fitted:
    """Fit a model, and beside it a simple rule and a logistic baseline, and let all three say what they expect.

    Args:
        edition: holds features, outcomes and folds of all dates.
        spec: the model; it sees features of its `feature_families` only.
        features: all there are.
        training: as-of dates to learn from, each with its horizon complete by the test date.
        test: as-of date of the families held back.
        trials: how many settings are tried; None for what the specification says, 0 for its start values.
        origins: what is known of where the values come from, for the leakage detector.
        progress: who watches.

    Raises:
        UsageError: dates overlap, tables lack a date, nobody to test on, or no feature that the model may see.
        ContractError: too few outcomes, tables that do not belong together, or a column that knows the future and for
            which the specification gives no reason.
    """
    progress = progress or SilentProgress()
    refuse_overlap(training, test, spec.horizon_weeks)
    seen = visible(features, spec)
    past = read_observations(edition, spec, seen, training)
    later = read_observations(edition, spec, seen, (test,))
    refuse_unfit(past, later, spec, FEWEST_OUTCOMES)
    refuse_leaks(edition, past, spec, seen, test=test, origins=origins)
    counted = _rule(past, later, spec, seen)
    rows = TrainingSet(past.frame, past.outcome, _columns(seen, spec), seed=spec.learner.seed)
    past = past.without(seen)  # the matrix of the training set is the one copy that is kept
    settings = tune(
        rows,
        splits_of(past, spec.horizon_weeks),
        spec.learner.settings,
        trials=spec.learner.trials if trials is None else trials,
        progress=progress,
    )
    model = fit_risk_model(rows, past.fold, settings, spec, progress=progress)
    return Fitted(
        model=model,
        held_back=_held_back(past, later).assign(
            model=model.score(later.frame),
            rule=counted.chance,
            logistic=_logistic(rows, past, model.matrix(later.frame), spec, progress),
            points=counted.points,
        ),
        parameters=_parameters(spec, settings, rows, later, trials),
        fingerprints=fingerprints_of(edition, spec, (*training, test)),
        counts={**past.counts(), **later.counts()},
        base_rate=model.base_rate,
    )


def visible(features: Sequence[Feature], spec: ModelSpec) -> tuple[Feature, ...]:
    """Give the features that a model may see: those whose topic is among its families of features.

    Raises:
        UsageError: there is none.
    """
    seen = tuple(feature for feature in features if feature.topic in spec.feature_families)
    if not seen:
        raise UsageError(f"{spec.name} may see none of the {len(features)} features there are.")
    return seen


def _columns(features: Sequence[Feature], spec: ModelSpec) -> tuple[FeatureColumn, ...]:
    """Give the features as columns, held to what was expected of them where the specification says so."""
    free = spec.learner.directions is Directions.FREE
    return tuple(
        FeatureColumn(each.name, each.type, held_to=Expected.EITHER if free else each.expected) for each in features
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    points: Reals
    chance: Reals


def _rule(past: Observations, later: Observations, spec: ModelSpec, features: Sequence[Feature]) -> _Counted:
    """Count points, and say what they meant for training families."""
    meaning = fit_calibrator(Calibration.ISOTONIC, rule.points(past.frame, spec, features), past.outcome)
    counted = rule.points(later.frame, spec, features)
    return _Counted(counted, meaning.probability(counted))


def _logistic(
    rows: TrainingSet, past: Observations, later: npt.NDArray[np.float32], spec: ModelSpec, progress: Progress
) -> Reals:
    """Fit and calibrate the baseline as the model is; give its probabilities for the families held back."""
    baseline = LogisticBaseline(rows)
    margins = out_of_fold(past.fold, baseline.held_out, what="fitting the logistic baseline", progress=progress)
    return fit_calibrator(spec.learner.calibration, margins, rows.outcome).probability(baseline.margins(later))


def _held_back(past: Observations, later: Observations) -> pd.DataFrame:
    told = later.frame[["as_of", "family_id", "group_id", "outcome"]].reset_index(drop=True)
    return told.assign(met_before=told["group_id"].isin(past.frame["group_id"]))


def _parameters(
    spec: ModelSpec, settings: Settings, rows: TrainingSet, later: Observations, trials: int | None
) -> dict[str, int | float | str]:
    learner = spec.learner
    return {
        "algorithm": learner.algorithm.value,
        "calibration": learner.calibration.value,
        "directions": learner.directions.value,
        "features": len(rows.columns),
        "folds": learner.folds,
        "horizon_weeks": spec.horizon_weeks,
        "seed": learner.seed,
        "specification": spec.fingerprint,
        "test_rows": len(later.frame),
        "training_rows": len(rows),
        "trials": learner.trials if trials is None else trials,
        **settings,
    }
