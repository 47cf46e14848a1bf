"""Scores held against true probabilities. The outcome is known to chance only, and no luck of the draw enters."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Band:
    """Families with true probabilities in one range.

    Args:
        families: how many.
        expected: the sum of their probabilities.
        observed: for how many it happened.

    Attributes:
        ratio: observed over expected.
    """

    families: int
    expected: float
    observed: int
    ratio: float | None = field(init=False)

    def __post_init__(self) -> None:
        """Work out the ratio; what is over nothing is None."""
        object.__setattr__(self, "ratio", self.observed / self.expected if self.expected > 0 else None)


def expected_auc(score: Floats, probability: Floats) -> float | None:
    """Give the chance that a family with the outcome has a higher score than one without, over all that might happen.

    Two different families are drawn: one that has the outcome, each with its probability as weight, and one that has
    not, with the rest of it. Equal scores count half. A score equal to the probability gives the oracle's figure: no
    score can do better.

    Args:
        score: of each family (n,).
        probability: that the outcome comes (n,), in [0, 1].

    Returns:
        the area under the curve, or None where no two families can differ in outcome.

    >>> expected_auc(np.array([0.9, 0.2]), np.array([1.0, 0.0]))
    1.0
    """
    value, place = np.unique(score, return_inverse=True)
    chance = probability.astype(np.float64)
    has = np.bincount(place, weights=chance, minlength=len(value))
    has_not = np.bincount(place, weights=1 - chance, minlength=len(value))
    itself = float((chance * (1 - chance)).sum())
    lower = np.cumsum(has_not) - has_not
    total = float(has.sum() * has_not.sum()) - itself
    if total <= 0:
        return None
    return (float((has * (lower + has_not / 2)).sum()) - itself / 2) / total


def rank_correlation(one: Floats, other: Floats) -> float | None:
    """Give Spearman's rank correlation, equal values sharing their mean rank; None where one of the two never differs.

    >>> rank_correlation(np.array([1.0, 2.0, 2.0, 9.0]), np.array([10.0, 30.0, 30.0, 40.0]))
    1.0
    """
    ranks = [_ranks(values) for values in (one, other)]
    if any(np.ptp(rank) == 0 for rank in ranks if len(rank)) or not len(one):
        return None
    found: npt.NDArray[np.float64] = np.asarray(np.corrcoef(ranks))
    return round(float(found[0, 1]), 12)


def _ranks(values: Floats) -> npt.NDArray[np.float64]:
    _, place, size = np.unique(values, return_inverse=True, return_counts=True)
    ranks: npt.NDArray[np.float64] = (np.cumsum(size) - (size - 1) / 2)[place]
    return ranks


def observed_over_expected(probability: Floats, happened: npt.NDArray[np.bool_], bands: int = 10) -> list[Band]:
    """Compare by bands of equal size, from the lowest probabilities to the highest.

    >>> happened = np.array([True, False, False, False])
    >>> [band.ratio for band in observed_over_expected(np.array([0.5, 0.1, 0.5, 0.1]), happened, bands=2)]
    [0.0, 1.0]
    """
    order = np.argsort(probability, kind="stable")
    return [
        Band(len(part), float(probability[part].sum()), int(happened[part].sum()))
        for part in np.array_split(order, bands)
        if len(part)
    ]
