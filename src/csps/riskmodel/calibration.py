"""From margins to probabilities: of a hundred families given 0.2, about twenty shall have the outcome.

A calibrator is a rising broken line from a margin (log-odds, as the trees add it up) to calibrated log-odds, given by
its knots and the slope outside them. It never falls and is never flat: a higher margin always has a higher score, so
that no two families share a place because of calibration.

"sigmoid" is a line through one knot (Platt 1999, with the smoothed targets of that paper). "isotonic" has a knot per
step of an isotonic regression (Zadrozny and Elkan 2002), placed at the mean margin of the step and joined to the next
(centred isotonic regression, Oron and Flournoy 2017). Every step rests on a stated number of families with the outcome
and as many without, so that no score says never or always.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, logit
from sklearn.isotonic import isotonic_regression

from csps.domain.errors import ContractError
from csps.settings.learner import Calibration

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]

MOST_PER_STEP, FEWEST_PER_STEP = 20, 5  # families with the outcome, and without, on which a step rests
STEPS_WANTED = 10  # where outcomes are few, steps rest on fewer of them so that there are about as many
OUTER_SLOPE = 0.1  # beyond the outermost knots evidence is thin: the order is kept, the meaning hardly moves
LEAST_SLOPE = 0.01  # of a sigmoid: margins that tell nothing still keep their order
NEWTON_STEPS, CLOSE_ENOUGH = 100, 1e-10


@dataclass(frozen=True, slots=True)
class Calibrator:
    """A rising broken line from margins to calibrated log-odds.

    Args:
        kind: how it was fitted.
        margins: of the knots, rising.
        log_odds: of the knots, rising.
        outer_slope: before the first knot and after the last, above 0.

    Raises:
        ContractError: the line is broken off, falls or is flat.
    """

    kind: Calibration
    margins: tuple[float, ...]
    log_odds: tuple[float, ...]
    outer_slope: float

    def __post_init__(self) -> None:
        """Refuse a line that does not rise."""
        rises = all(bool(np.all(np.diff(values) > 0)) for values in (self.margins, self.log_odds))
        finite = np.isfinite([*self.margins, *self.log_odds, self.outer_slope]).all()
        if len(self.margins) != len(self.log_odds) or not self.margins or not rises or not finite:
            raise ContractError("The knots of a calibrator do not make a rising line.")
        if self.outer_slope <= 0:
            raise ContractError(f"The outer slope of a calibrator is {self.outer_slope}; it is above 0.")

    def probability(self, margin: Reals) -> Reals:
        """Give calibrated probabilities, strictly between 0 and 1, in the order of the margins.

        >>> line = Calibrator(Calibration.SIGMOID, (0.0,), (0.0,), 1.0)
        >>> [round(float(chance), 2) for chance in line.probability(np.array([-1.0, 0.0, 1.0]))]
        [0.27, 0.5, 0.73]
        """
        beyond = margin - np.clip(margin, self.margins[0], self.margins[-1])
        inside: Reals = np.interp(margin, self.margins, self.log_odds)
        chance: Reals = expit(inside + self.outer_slope * beyond)
        return chance


def fit_calibrator(kind: Calibration, margin: Reals, outcome: npt.NDArray[np.bool_]) -> Calibrator:
    """Fit a calibrator to margins of families that the model had not learnt from.

    Args:
        kind: isotonic or sigmoid.
        margin: one per family and date.
        outcome: whether it happened.

    Raises:
        ContractError: it happened to fewer than five, or to all but four.
    """
    happened = int(outcome.sum())
    if min(happened, len(outcome) - happened) < FEWEST_PER_STEP:
        raise ContractError(
            f"{happened} outcomes among {len(outcome)} are too few, or too many, to calibrate on: "
            f"there must be {FEWEST_PER_STEP} with and {FEWEST_PER_STEP} without."
        )
    return _sigmoid(margin, outcome) if kind is Calibration.SIGMOID else _isotonic(margin, outcome)


def _isotonic(margin: Reals, outcome: npt.NDArray[np.bool_]) -> Calibrator:
    order = np.argsort(margin, kind="stable")
    margin, outcome = margin[order], outcome[order]
    rarer = int(min(outcome.sum(), (~outcome).sum()))
    starts = _steps(margin, outcome, min(MOST_PER_STEP, max(FEWEST_PER_STEP, rarer // STEPS_WANTED)))
    rows = np.diff(np.append(starts, len(margin)))
    share = np.add.reduceat(outcome.astype(np.float64), starts) / rows
    centre = np.add.reduceat(margin, starts) / rows
    risen = isotonic_regression(share, sample_weight=rows.astype(np.float64))
    first = np.flatnonzero(np.r_[True, np.diff(risen) > 0])  # of each run of steps that were pooled
    weights = np.add.reduceat(rows, first)
    knots = np.add.reduceat(centre * rows, first) / weights
    heights = logit(np.add.reduceat(share * rows, first) / weights)
    return Calibrator(Calibration.ISOTONIC, tuple(knots.tolist()), tuple(heights.tolist()), OUTER_SLOPE)


def _steps(margin: Reals, outcome: npt.NDArray[np.bool_], fewest: int) -> Places:
    """Give where steps start, cut from the highest margin down: the top is what people look at.

    Args:
        margin: rising; equal margins are never parted.
        outcome: in the same order.
        fewest: families with the outcome, and without, that a step holds at least.
    """
    with_it = np.r_[0, np.cumsum(outcome)]  # with_it[i]: outcomes among the first i
    without = np.arange(len(with_it)) - with_it
    starts: list[int] = []
    end = len(margin)
    while True:
        start = min(
            int(np.searchsorted(with_it, with_it[end] - fewest, side="right")) - 1,
            int(np.searchsorted(without, without[end] - fewest, side="right")) - 1,
        )
        start = int(np.searchsorted(margin, margin[start], side="left"))
        if with_it[start] < fewest or without[start] < fewest:
            return np.array([0, *reversed(starts)])  # what is left below is too little to stand alone
        starts.append(start)
        end = start


def _sigmoid(margin: Reals, outcome: npt.NDArray[np.bool_]) -> Calibrator:
    centre = float(margin.mean())
    with_it = int(outcome.sum())
    wanted = np.where(outcome, (with_it + 1) / (with_it + 2), 1 / (len(outcome) - with_it + 2))
    height, slope = 0.0, 0.0
    for step in _newton(margin - centre, wanted):
        height, slope = step
    return Calibrator(Calibration.SIGMOID, (centre,), (height,), max(slope, LEAST_SLOPE))


def _newton(margin: Reals, wanted: Reals) -> Iterator[tuple[float, float]]:
    """Yield ever better intercepts and slopes of the logistic regression of `wanted` on `margin`."""
    design = np.column_stack([np.ones_like(margin), margin])
    found = np.array([float(logit(wanted.mean())), 0.0])
    for _ in range(NEWTON_STEPS):
        chance = expit(design @ found)
        curvature = design.T @ (design * (chance * (1 - chance))[:, None])
        change = np.linalg.lstsq(curvature, design.T @ (wanted - chance), rcond=None)[0]
        found = found + change
        yield float(found[0]), float(found[1])
        if np.abs(change).max() < CLOSE_ENOUGH:
            return
