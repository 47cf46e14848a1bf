"""Draws that every file of this agency makes: codes by weight, delays in days, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.store import Coded

if TYPE_CHECKING:
    from collections.abc import Mapping

Ids = npt.NDArray[np.int64]
WORKERS = 160


def by_weight(rng: np.random.Generator, weights: npt.NDArray[np.floating]) -> Ids:
    """Draw one column of each row of weights (n, k) with a chance in proportion to it.

    >>> by_weight(np.random.default_rng(1), np.array([[0.0, 2.0], [5.0, 0.0]])).tolist()
    [1, 0]
    """
    steps = np.cumsum(weights, axis=1)
    chosen: Ids = (rng.random(len(weights))[:, None] * steps[:, -1:] >= steps).sum(axis=1)
    return chosen


def draw_codes(rng: np.random.Generator, rows: int, weights: Mapping[str, float]) -> Coded:
    """Draw codes, every row alike."""
    shares = np.array(list(weights.values()))
    return Coded(rng.choice(len(shares), rows, p=shares / shares.sum()).astype(np.int32), list(weights))


def days_between(rng: np.random.Generator, rows: int, delay: tuple[int, int]) -> Ids:
    """Draw delays in whole days, both ends included."""
    return rng.integers(delay[0], delay[1] + 1, rows)


def staff(rng: np.random.Generator, groups: npt.NDArray[np.integer]) -> Coded:
    """Give each group (a case, a child) one worker's staff number."""
    numbers = rng.integers(0, WORKERS, int(groups.max(initial=-1)) + 1)
    return Coded(numbers[groups].astype(np.int32), [f"SW{number + 101}" for number in range(WORKERS)])


def team(rng: np.random.Generator, groups: npt.NDArray[np.integer], name: str, teams: int) -> Coded:
    """Give each group one team of a service, for example "Assessment 3"."""
    numbers = rng.integers(0, teams, int(groups.max(initial=-1)) + 1)
    return Coded(numbers[groups].astype(np.int32), [f"{name} {number + 1}" for number in range(teams)])
