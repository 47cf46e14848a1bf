"""How a model may be fitted: each setting of the learner with the range in which it may be searched."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, Strict, with_config

from csps.settings.faults import wrong
from csps.settings.plain_values import CLOSED, Count, Real


class Algorithm(StrEnum):
    """What is fitted."""

    GRADIENT_BOOSTING = "gradient boosting"  # LightGBM


class Directions(StrEnum):
    """Which way a higher value of a feature may move a score, all else equal."""

    AS_EXPECTED = "as expected"  # the way the feature's declaration expects; both where it expects either
    FREE = "free"


class Calibration(StrEnum):
    """How raw predictions become probabilities."""

    ISOTONIC = "isotonic"
    SIGMOID = "sigmoid"


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRange:
    """A whole number with the range in which it may be searched, both ends included."""

    start: Annotated[int, Strict(), Field(description="a whole number")]
    least: Annotated[int, Strict(), Field(description="a whole number")]
    most: Annotated[int, Strict(), Field(description="a whole number")]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class RealRange:
    """A number with the range in which it may be searched, both ends included."""

    start: Real
    least: Real
    most: Real


R = TypeVar("R", WholeRange, RealRange)


def within(lowest: float, highest: float) -> Callable[[R], R]:
    """Make the check that a range has its start inside it and stays inside what the learner can bear."""

    def check(given: R) -> R:
        if not given.least <= given.start <= given.most:
            words = f"starts at {given.start}, outside its range from {given.least} to {given.most}"
            raise wrong(words, "least, start and most stand in this order")
        if not lowest <= given.least <= given.most <= highest:
            raise wrong(f"runs from {given.least} to {given.most}", f"it must lie within {lowest} to {highest}")
        return given

    return check


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerSettings:
    """The settings by LightGBM's own names, as its scikit-learn classes spell them."""

    n_estimators: Annotated[WholeRange, AfterValidator(within(1, 10_000))]
    learning_rate: Annotated[RealRange, AfterValidator(within(0.001, 1))]
    num_leaves: Annotated[WholeRange, AfterValidator(within(2, 1_024))]
    min_child_samples: Annotated[WholeRange, AfterValidator(within(1, 100_000))]
    colsample_bytree: Annotated[RealRange, AfterValidator(within(0.05, 1))]
    subsample: Annotated[RealRange, AfterValidator(within(0.05, 1))]
    reg_lambda: Annotated[RealRange, AfterValidator(within(0, 10_000))]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What is fitted, and how.

    Args:
        algorithm: what is fitted.
        seed: where its randomness begins.
        trials: how many settings are tried within the ranges; 0 takes every start as it is.
        folds: parts, by family, for searching and calibrating.
        calibration: how predictions become probabilities.
        directions: which way features may move a score.
        settings: where each setting starts, and its range.
    """

    algorithm: Algorithm
    seed: Count
    trials: Annotated[int, Strict(), Field(ge=0, le=1_000, description="a whole number from 0 to 1000")]
    folds: Annotated[int, Strict(), Field(ge=2, le=20, description="a whole number from 2 to 20")]
    calibration: Calibration
    directions: Directions
    settings: LearnerSettings
