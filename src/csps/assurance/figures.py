"""Figures of performance under many weightings of the same families at once: one weighting per resample.

Each takes `weights` of shape (resamples, families) and gives one figure per resample; one row of ones gives the figure
itself. Where it cannot be computed (nobody with the outcome, nobody without) it is NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, logit

if TYPE_CHECKING:
    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

NEWTON_STEPS, CLOSE_ENOUGH = 25, 1e-6
FAR = 1e-9  # scores nearer to 0 or 1 are held as if they were here: log-odds must be finite


def ratio(above: Reals, below: Reals) -> Reals:
    """Divide, NaN where there is nothing to divide by."""
    found: Reals = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return found


def share(weights: Reals, among: Reals, of: Reals) -> Reals:
    """Give the share of `among` within `of`: both are families' parts from 0 to 1."""
    return ratio(weights @ (among * of), weights @ of)


def auc(score: Reals, outcome: Flags, weights: Reals) -> Reals:
    """Give the area under the receiver operating characteristic curve; ties count half (Hanley and McNeil 1982)."""
    order, starts = _by_score(score)
    with_it = _tied(weights[:, order] * outcome[order], starts)
    without = _tied(weights[:, order] * ~outcome[order], starts)
    below = np.cumsum(without, axis=1) - without / 2
    return ratio((with_it * below).sum(axis=1), with_it.sum(axis=1) * without.sum(axis=1))


def average_precision(score: Reals, outcome: Flags, weights: Reals) -> Reals:
    """Give the mean precision over the families with the outcome, the highest score first, ties taken together."""
    order, starts = _by_score(-score)
    with_it = _tied(weights[:, order] * outcome[order], starts)
    everybody = _tied(weights[:, order], starts)
    precision = np.nan_to_num(ratio(np.cumsum(with_it, axis=1), np.cumsum(everybody, axis=1)))
    return ratio((with_it * precision).sum(axis=1), with_it.sum(axis=1))


def brier(score: Reals, outcome: Flags, weights: Reals) -> Reals:
    """Give the mean squared distance between score and outcome (Brier 1950)."""
    return ratio(weights @ (score - outcome) ** 2, weights.sum(axis=1))


def calibration_intercept(score: Reals, outcome: Flags, weights: Reals) -> Reals:
    """Give what must be added to the log-odds of every score for the sum to be right; 0 is perfect.

    The intercept of the logistic recalibration whose slope is held at 1, "calibration in the large" (Cox 1958; Van
    Calster et al. 2019, BMC Medicine 17, 230).
    """
    odds = _log_odds(score)
    possible = _both(outcome, weights)
    found = np.zeros(len(weights))
    for _ in range(NEWTON_STEPS):
        chance = expit(odds + found[:, None])
        bend = np.einsum("rf,rf->r", weights, chance * (1 - chance))
        change = np.clip(ratio(weights @ outcome - np.einsum("rf,rf->r", weights, chance), bend), -1, 1)
        found = found + change
        if _settled(change):
            break
    return np.where(possible, found, np.nan)


def calibration_slope(score: Reals, outcome: Flags, weights: Reals) -> Reals:
    """Give the slope of the logistic recalibration; 1 is perfect, below 1 means that scores lie too far apart.

    The regression of the outcome on the log-odds of the score, intercept free (Cox 1958).
    """
    odds = _log_odds(score)
    if np.ptp(odds) == 0:
        return np.full(len(weights), np.nan)
    centre = float(odds.mean())
    design = np.column_stack([np.ones_like(odds), odds - centre])
    squares = np.column_stack([design[:, 0], design[:, 1], design[:, 1] ** 2])
    found = np.tile([centre, 1.0], (len(weights), 1))
    for _ in range(NEWTON_STEPS):
        chance = expit(found @ design.T)
        slopes = (weights * (outcome - chance)) @ design
        bend = (weights * chance * (1 - chance)) @ squares
        turned = bend[:, 0] * bend[:, 2] - bend[:, 1] ** 2
        height = ratio(bend[:, 2] * slopes[:, 0] - bend[:, 1] * slopes[:, 1], turned)
        slope = ratio(bend[:, 0] * slopes[:, 1] - bend[:, 1] * slopes[:, 0], turned)
        change = np.clip(np.column_stack([height, slope]), -1, 1)
        found = found + change
        if _settled(change):
            break
    return np.where(_both(outcome, weights), found[:, 1], np.nan)


def top(score: Reals, capacity: int) -> Reals:
    """Give each family's part in a list of the `capacity` highest scores; equal scores at its end share what is left."""
    listed = np.zeros(len(score))
    if not len(score):
        return listed
    last = np.sort(score)[::-1][min(capacity, len(score)) - 1]
    above, level = score > last, score == last
    listed[above] = 1
    listed[level] = (min(capacity, len(score)) - above.sum()) / level.sum()
    return listed


def _by_score(score: Reals) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Give the order of rising scores, and where each run of equal ones starts."""
    order = np.argsort(score, kind="stable")
    return order, np.flatnonzero(np.r_[True, np.diff(score[order]) != 0][: len(order)])


def _tied(values: Reals, starts: npt.NDArray[np.intp]) -> Reals:
    if not len(starts) or len(starts) == values.shape[1]:
        return values
    return np.add.reduceat(values, starts, axis=1)


def _log_odds(score: Reals) -> Reals:
    return np.asarray(logit(np.clip(score, FAR, 1 - FAR)))


def _settled(change: Reals) -> bool:
    return not (np.abs(change) > CLOSE_ENOUGH).any()  # what is NaN will stay so


def _both(outcome: Flags, weights: Reals) -> Flags:
    return np.asarray((weights @ outcome > 0) & (weights @ ~outcome > 0))
