"""The bootstrap by groups of families: families that ever shared a person are drawn together or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]

Name = TypeVar("Name", bound="Hashable")
RESAMPLES = 1_000
VALUES_AT_ONCE = 4_000_000  # weights held in memory at a time
MOST_FAILED = 0.05  # share of resamples in which a figure may fail; beyond it, there is no interval


def resampled(groups: npt.NDArray[np.intp], seed: int) -> Iterator[Reals]:
    """Yield blocks of weights: how often each family was drawn, one row per resample, `RESAMPLES` in all.

    As many groups are drawn as there are, with replacement (Efron 1979; by cluster, Davison and Hinkley 1997, 3.8).

    Args:
        groups: number of each family's group, from 0.
        seed: where randomness begins.
    """
    drawn_from = np.random.default_rng(seed)
    many = int(groups.max()) + 1
    at_once = max(1, min(RESAMPLES, VALUES_AT_ONCE // len(groups)))
    for start in range(0, RESAMPLES, at_once):
        rows = min(at_once, RESAMPLES - start)
        drawn = drawn_from.integers(many, size=(rows, many)) + many * np.arange(rows)[:, None]
        times = np.bincount(drawn.ravel(), minlength=rows * many).reshape(rows, many)
        yield times[:, groups].astype(np.float64)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure of the families as they are, and of every resample.

    Args:
        estimate: NaN where it could not be computed.
        draws: one per resample.
    """

    estimate: float
    draws: Reals

    def interval(self, confidence: float) -> tuple[float, float, float]:
        """Give estimate, low and high by the percentiles of the resamples; NaN where they could not be computed."""
        if not np.isfinite(self.estimate):
            return np.nan, np.nan, np.nan
        return (self.estimate, *_interval(self.draws, confidence))


def drawn(
    compute: Callable[[Reals], Mapping[Name, Reals]], groups: npt.NDArray[np.intp], *, seed: int
) -> dict[Name, Drawn]:
    """Compute figures on the families as they are and on every resample.

    Args:
        compute: gives figures by name for weights of shape (resamples, families).
        groups: number of each family's group, from 0.
        seed: where randomness begins.
    """
    as_they_are = compute(np.ones((1, len(groups))))
    blocks = [compute(weights) for weights in resampled(groups, seed)]
    return {
        name: Drawn(float(estimate[0]), np.concatenate([block[name] for block in blocks]))
        for name, estimate in as_they_are.items()
    }


def with_intervals(
    compute: Callable[[Reals], Mapping[Name, Reals]], groups: npt.NDArray[np.intp], *, confidence: float, seed: int
) -> dict[Name, tuple[float, float, float]]:
    """Compute figures with intervals; see `drawn`.

    Returns:
        estimate, low and high by name; NaN where a figure or its interval could not be computed. A figure that no
        resample moves (nobody of three was found) has no interval: one of no width would claim to be certain.
    """
    return {name: one.interval(confidence) for name, one in drawn(compute, groups, seed=seed).items()}


def _interval(values: Reals, confidence: float) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    if len(finite) < (1 - MOST_FAILED) * len(values):
        return np.nan, np.nan
    low, high = np.quantile(finite, [(1 - confidence) / 2, (1 + confidence) / 2])
    return (float(low), float(high)) if low < high else (np.nan, np.nan)
