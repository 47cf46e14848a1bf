"""Intervals that hold for all groups of all comparisons at once, so that the worst of many groups is not worst by luck.

Of sixty small groups one looks bad in any sample. An interval at 95% for each says nothing about the worst of them. These
intervals hold together: with the stated confidence not one of them, over every group, figure and comparison, misses what
it is about. They are as wide as the largest of all studentised deviations over the resamples asks for (the bootstrap's
"max-t"; Romano and Wolf 2005, Econometrica 73, 1237), which knows that crossed groups share families and are alike.

    gaps                  between every two groups, not only to the best: the best is itself picked from a sample
    observed_to_expected  on the logarithm, where twice too many and half as many are as far

A share of few families may not move over the resamples at all. Its standard error is never taken for smaller than with one
family added who has the outcome and one who has not (Agresti and Caffo 2000, The American Statistician 54, 280).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]

RATIO = "observed_to_expected"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of one group.

    Args:
        estimate: the figure.
        draws: the same in every resample.
        among: families the figure is a share of; 0 where it is no share.
    """

    estimate: float
    draws: Reals
    among: int = 0

    @property
    def least_variance(self) -> float:
        """What its variance is not smaller than; 0 where it is no share."""
        if not self.among:
            return 0.0
        share = (self.estimate * self.among + 1) / (self.among + 2)
        return share * (1 - share) / (self.among + 2)


@dataclass(frozen=True, slots=True)
class Contrast:
    """What an interval is about: how much worse one group is than another, or how far from 1 it is."""

    estimate: float
    error: float
    largest: Reals  # of each resample, deviations from the estimate in standard errors, without sign


def contrast(one: Measured, other: Measured | None = None) -> Contrast | None:
    """Compare two groups, or take one by itself; None where nothing moves or too little is finite."""
    draws = one.draws if other is None else one.draws - other.draws
    estimate = one.estimate if other is None else one.estimate - other.estimate
    least = one.least_variance + (other.least_variance if other is not None else 0.0)
    finite = draws[np.isfinite(draws)]
    if not np.isfinite(estimate) or len(finite) < len(draws) / 2:
        return None
    error = float(np.sqrt(max(float(np.var(finite)), least)))
    if error <= 0:
        return None
    return Contrast(estimate, error, np.nan_to_num(np.abs(draws - estimate) / error, nan=0.0, posinf=np.inf))


def reach(contrasts: Iterable[Contrast], confidence: float) -> float:
    """Give within how many standard errors all contrasts lie together; NaN where there is none."""
    largest: Reals | None = None
    for one in contrasts:
        largest = one.largest if largest is None else np.maximum(largest, one.largest)
    return float("nan") if largest is None else float(np.quantile(largest, confidence, method="higher"))


def gaps(groups: Mapping[str, Measured]) -> dict[tuple[str, str], Contrast]:
    """Compare every two groups; each key names the one whose figure is taken away from last."""
    found = {(one, other): contrast(groups[one], groups[other]) for one, other in combinations(sorted(groups), 2)}
    return {pair: each for pair, each in found.items() if each is not None}


def behind(group: str, pairs: Mapping[tuple[str, str], Contrast], wide: float) -> tuple[float, float]:
    """Give how much worse than the best a group is, at least and at most, all intervals holding together.

    Whatever group is best, the gap to it is at least the gap to any other. Of shares it lies from 0 to 1.

    Args:
        group: which.
        pairs: contrasts of figures of which a larger one is worse.
        wide: standard errors; see `reach`.

    Returns:
        NaN twice where the group was compared with none.
    """
    ends: Sequence[tuple[float, float]] = [
        (sign * each.estimate - wide * each.error, sign * each.estimate + wide * each.error)
        for (one, other), each in pairs.items()
        for sign in ((1,) if one == group else (-1,) if other == group else ())
    ]
    if not ends:
        return float("nan"), float("nan")
    lowest, highest = max(low for low, _ in ends), max(high for _, high in ends)
    return min(1.0, max(0.0, lowest)), min(1.0, max(0.0, highest))


def around(one: Contrast, wide: float) -> tuple[float, float]:
    """Give the ends of a ratio whose logarithm was taken."""
    return float(np.exp(one.estimate - wide * one.error)), float(np.exp(one.estimate + wide * one.error))
