"""The search is repeatable, stays in its ranges, and never ends below the start."""

from __future__ import annotations

import dataclasses

import numpy as np
import optuna
import pytest

from csps.domain.errors import UsageError
from csps.riskmodel import Split, TrainingSet, start_of, tune
from csps.riskmodel.search import _loss
from csps.settings.learner import LearnerSettings, RealRange, WholeRange

RANGES = LearnerSettings(
    n_estimators=WholeRange(start=5, least=2, most=30),
    learning_rate=RealRange(start=0.01, least=0.01, most=0.3),
    num_leaves=WholeRange(start=4, least=2, most=8),
    min_child_samples=WholeRange(start=20, least=10, most=40),
    colsample_bytree=RealRange(start=1.0, least=0.5, most=1.0),
    subsample=RealRange(start=1.0, least=0.5, most=1.0),
    reg_lambda=RealRange(start=1.0, least=0.0, most=10.0),
)


@pytest.fixture
def training(kit):
    return TrainingSet(kit.past.frame, kit.past.outcome, kit.COLUMNS, seed=3)


@pytest.fixture
def splits(kit):
    fold = kit.past.fold
    return [Split(np.flatnonzero(fold != number), np.flatnonzero(fold == number)) for number in range(2)]


class Inline:
    """A pool that works at once."""

    map = staticmethod(map)


def test_no_trials_take_the_start_values(training):
    assert tune(training, [], RANGES, trials=0) == start_of(RANGES)


def test_the_search_is_repeatable_better_than_its_start_and_inside_the_ranges(training, splits):
    found = tune(training, splits, RANGES, trials=6)
    assert tune(training, splits, RANGES, trials=6) == found
    assert _loss(training, splits, found, Inline()) < _loss(training, splits, start_of(RANGES), Inline())
    for field in dataclasses.fields(RANGES):
        limits = getattr(RANGES, field.name)
        assert limits.least <= found[field.name] <= limits.most


def test_one_trial_is_the_start(training, splits):
    assert tune(training, splits, RANGES, trials=1) == start_of(RANGES)


def test_optuna_says_nothing_and_its_logging_is_left_as_it_was(training, splits, capfd):
    before = optuna.logging.get_verbosity()
    tune(training, splits, RANGES, trials=1)
    assert optuna.logging.get_verbosity() == before
    assert capfd.readouterr() == ("", "")


def test_a_search_without_anything_to_judge_by_is_refused(training):
    with pytest.raises(UsageError, match="needs splits"):
        tune(training, [], RANGES, trials=3)
