"""What a model must reach before anybody may use it, fixed before results are seen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, Strict, ValidationInfo, with_config

from csps.settings.faults import wrong
from csps.settings.owned import Owned
from csps.settings.plain_values import CLOSED, Day, Flag, Positive, Real, Share, Text


class JudgedAt(StrEnum):
    """Which point of a figure's interval is held against its mark."""

    ESTIMATE = "estimate"
    WORSE_END = "worse end of the interval"
    BEYOND_CHANCE = "beyond chance"  # of groups only: the better end of an interval that holds for all of them together


def _not_below(most: float, info: ValidationInfo) -> float:
    least = info.data.get("least")
    if least is not None and most < least:
        raise wrong(f"is {most}, below least, which is {least}", "it takes the same number or a greater one")
    return most


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two limits, both allowed."""

    least: Real
    most: Annotated[Real, AfterValidator(_not_below)]

    def holds(self, figure: float) -> bool:
        """Say whether a figure lies within the limits; what is not a number does not."""
        return self.least <= figure <= self.most


def _holds_one(limits: Between) -> Between:
    if not limits.holds(1):
        raise wrong(f"runs from {limits.least} to {limits.most}", "a perfect figure of 1 must lie between the limits")
    return limits


def _holds_nought(limits: Between) -> Between:
    if not limits.holds(0):
        raise wrong(f"runs from {limits.least} to {limits.most}", "a perfect figure of 0 must lie between the limits")
    return limits


def _no_groups(judged_at: JudgedAt) -> JudgedAt:
    if judged_at is JudgedAt.BEYOND_CHANCE:
        raise wrong(
            f'is "{judged_at}", which is for groups', f'it takes "{JudgedAt.ESTIMATE}" or "{JudgedAt.WORSE_END}"'
        )
    return judged_at


AroundOne = Annotated[Between, AfterValidator(_holds_one)]
AroundNought = Annotated[Between, AfterValidator(_holds_nought)]
Auc = Annotated[
    float, Strict(), Field(ge=0.5, le=1, allow_inf_nan=False, description="a number from 0.5, which is chance, to 1")
]
Confidence = Annotated[
    float, Strict(), Field(ge=0.5, lt=1, allow_inf_nan=False, description="a number from 0.5 to below 1, such as 0.95")
]
Margin = Annotated[
    float, Strict(), Field(ge=-0.5, le=0.5, allow_inf_nan=False, description="a number from -0.5 to 0.5, such as 0.02")
]


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMarks:
    """How far groups of people may lie apart, at most.

    A group below either minimum is not compared: a check passes over the groups that are large enough. The others are facts
    that a reviewer acknowledges by name, and where fewer than two are large enough the check could not be judged.

    Args:
        judged_at: which point of each figure counts. Beyond chance, a mark is missed where the whole of an interval lies
            outside it that holds, with the marks' confidence, for every group and figure together; a figure that lies
            outside it and may do so by chance is a fact that a reviewer acknowledges.
        smallest_families: families a group must have to be compared.
        smallest_outcomes: families with the outcome it must have.
        auc_gap_at_most: between the best group's area under the curve and any other's.
        missed_gap_at_most: between shares of families with the outcome who are not on a list of the week's capacity.
        wrongly_listed_gap_at_most: between shares of listed families without the outcome.
        observed_to_expected: outcomes observed in each group over those its scores add up to.
    """

    judged_at: JudgedAt
    smallest_families: Positive
    smallest_outcomes: Positive
    auc_gap_at_most: Share
    missed_gap_at_most: Share
    wrongly_listed_gap_at_most: Share
    observed_to_expected: AroundOne


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBar:
    """A bar that others set, printed on every card beside the model's own figure and required of none.

    Args:
        average_precision: the bar.
        source: who set it, and where.
    """

    average_precision: Share
    source: Text


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassMarks(Owned):
    """The marks of one model.

    Args:
        fixed_on: the day on which they were fixed. A result that is older was seen before them.
        confidence: of every interval.
        judged_at: which point of each figure counts, except in `groups`.
        auc_at_least: area under the receiver operating characteristic curve.
        calibration_slope: of the logistic recalibration of scores; 1 is perfect.
        calibration_intercept: likewise; 0 is perfect.
        better_than_rule_by: area under the curve above the simple rule's on the same families, at least.
        better_than_logistic_by: likewise above the logistic baseline's; below 0 allows to be a little worse.
        groups: marks of fairness.
        printed: the bar printed and not required.
        demonstration: whether they are for a demonstration: said wherever the model is, and refused where people are real.
    """

    fixed_on: Day
    confidence: Confidence
    judged_at: Annotated[JudgedAt, AfterValidator(_no_groups)]
    auc_at_least: Auc
    calibration_slope: AroundOne
    calibration_intercept: AroundNought
    better_than_rule_by: Margin
    better_than_logistic_by: Margin
    groups: GroupMarks
    printed: PrintedBar
    demonstration: Flag = False
