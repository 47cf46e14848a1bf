"""One figure held against one mark: passed, missed, or could not judge, in words that need no explanation.

What cannot be judged has not passed: a figure that is missing, that is not a number, or that lacks the interval it is to
be judged by.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.settings.pass_marks import JudgedAt

if TYPE_CHECKING:
    from csps.settings.pass_marks import Between


class Result(StrEnum):
    """What became of a check; the values are those of `approval.check`."""

    PASSED = "passed"
    MISSED = "missed"
    COULD_NOT_JUDGE = "could not judge"


@dataclass(frozen=True, slots=True)
class Check:
    """A mark, what was found, and what follows.

    Args:
        name: the check.
        mark: what had to be reached, in words.
        found: what was found, in words.
        result: what follows.
    """

    name: str
    mark: str
    found: str
    result: Result

    def __str__(self) -> str:
        """Say it in one line.

        >>> print(Check("AUC", "at least 0.650 at the worse end of the interval", "0.790 (0.761 to 0.824)", Result.PASSED))
        AUC 0.790 (0.761 to 0.824); at least 0.650 at the worse end of the interval: passed
        """
        return f"{self.name} {self.found}; {self.mark}: {self.result.value}"


@dataclass(frozen=True, slots=True)
class Fact:
    """What no mark decides and a reviewer must know: nobody approves a model without saying its name.

    Args:
        name: by which it is acknowledged.
        words: the fact.
    """

    name: str
    words: str

    def __str__(self) -> str:
        """Say it in one line.

        >>> print(Fact("too small by sex", "men (12 families, 1 with the outcome)"))
        too small by sex: men (12 families, 1 with the outcome)
        """
        return f"{self.name}: {self.words}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as `assurance` measured it; None where it could not be computed.

    Args:
        estimate: the figure.
        low: lower end of its interval.
        high: upper end.
        families: how many it rests on.
        outcomes: to how many of them it happened.
    """

    estimate: float | None
    low: float | None
    high: float | None
    families: int
    outcomes: int

    def __str__(self) -> str:
        """Say the figure with its interval.

        >>> str(Figure(0.79, 0.761, 0.824, 900, 40)), str(Figure(0.79, None, None, 900, 40))
        ('0.790 (0.761 to 0.824)', '0.790, without an interval')
        """
        if self.estimate is None or not math.isfinite(self.estimate):
            return "not computed"
        if not self.has_interval:
            return f"{self.estimate:.3f}, without an interval"
        return f"{self.estimate:.3f} ({self.low:.3f} to {self.high:.3f})"

    @property
    def has_interval(self) -> bool:
        """Whether both ends are numbers."""
        return all(end is not None and math.isfinite(end) for end in (self.low, self.high))

    def span(self, judged_at: JudgedAt) -> tuple[float, float] | None:
        """Give the lowest and the highest value that is judged; None where there is none to judge."""
        if self.estimate is None or not math.isfinite(self.estimate):
            return None
        if judged_at is JudgedAt.ESTIMATE:
            return self.estimate, self.estimate
        if self.low is None or self.high is None or not self.has_interval:
            return None
        return self.low, self.high


def at_least(name: str, figure: Figure | None, least: float, judged_at: JudgedAt) -> Check:
    """Hold a figure against a mark that it must reach: its low end counts where the worse end does.

    >>> at_least("AUC", Figure(0.66, 0.64, 0.68, 900, 40), 0.65, JudgedAt.WORSE_END).result.value
    'missed'
    """
    span = figure.span(judged_at) if figure else None
    return _check(name, f"at least {least:.3f}{_where(judged_at)}", figure, span, span is not None and span[0] >= least)


def between(name: str, figure: Figure | None, limits: Between, judged_at: JudgedAt) -> Check:
    """Hold a figure against two limits: both ends count where the worse end does."""
    span = figure.span(judged_at) if figure else None
    mark = f"between {limits.least:.3f} and {limits.most:.3f}{_where(judged_at)}"
    return _check(name, mark, figure, span, span is not None and all(limits.holds(end) for end in span))


def _where(judged_at: JudgedAt) -> str:
    return " at the worse end of the interval" if judged_at is JudgedAt.WORSE_END else ""


def _check(name: str, mark: str, figure: Figure | None, span: object, holds: bool) -> Check:  # noqa: FBT001 - a verdict
    if figure is None:
        return Check(name, mark, "not measured", Result.COULD_NOT_JUDGE)
    if span is None:
        return Check(name, mark, str(figure), Result.COULD_NOT_JUDGE)
    return Check(name, mark, str(figure), Result.PASSED if holds else Result.MISSED)
