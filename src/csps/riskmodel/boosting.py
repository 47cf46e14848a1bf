"""Gradient-boosted trees by LightGBM: the same rows and settings give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import lightgbm
import numpy as np

from csps.contracts.feature import Expected
from csps.domain.errors import ContractError
from csps.riskmodel.matrix import matrix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from csps.riskmodel.matrix import FeatureColumn, Matrix
    from csps.settings.learner import LearnerSettings

    Places = npt.NDArray[np.intp]

Settings: TypeAlias = Mapping[str, int | float]
"""A value for each field of `settings.learner.LearnerSettings`, by name."""

# One thread to a booster: sums of floats depend on how rows are shared out among threads, and boosters are fitted beside
# one another instead. Two threads that meet at every split of every tree also lose nine tenths of their time as soon as
# another program wants a core.
THREADS = 1
ALL_CORES = 0
_ALWAYS: Mapping[str, object] = MappingProxyType(
    {
        "objective": "binary",
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": THREADS,
        "feature_pre_filter": False,  # else the rows would be sorted into bins for one leaf size only
        "subsample_freq": 1,  # else `subsample` is not heeded
        "verbosity": -1,
    }
)

_SIGNS = {Expected.RAISES: 1, Expected.LOWERS: -1, Expected.EITHER: 0}


def start_of(ranges: LearnerSettings) -> Settings:
    """Give the value each setting starts from."""
    return {field.name: getattr(ranges, field.name).start for field in fields(ranges)}


class TrainingSet:
    """Rows to learn from, sorted into LightGBM's bins once, however many models are fitted to parts of them.

    Args:
        frame: one row per family and date, with at least the features.
        outcome: whether it happened.
        columns: the features, each with the way it is held to; how often each was missing is counted here.
        seed: where randomness begins.

    Raises:
        ContractError: a feature is missing, not numeric or infinite; or the outcome is not one truth value per row.
    """

    def __init__(
        self, frame: pd.DataFrame, outcome: npt.NDArray[np.bool_], columns: Sequence[FeatureColumn], *, seed: int
    ) -> None:
        if outcome.dtype != np.bool_ or len(outcome) != len(frame):
            raise ContractError(
                f"There are {len(frame)} rows and {len(outcome)} outcomes of type {outcome.dtype}; "
                "each row has one truth value."
            )
        self.outcome = outcome
        self.seed = seed
        self.matrix: Matrix = matrix_of(frame, columns)
        missing = np.isnan(self.matrix).sum(axis=0)
        self.columns = tuple(
            replace(column, missing=int(count)) for column, count in zip(columns, missing, strict=True)
        )
        self._always = {**_ALWAYS, "seed": seed, "monotone_constraints": [_SIGNS[one.held_to] for one in columns]}
        self._binned = lightgbm.Dataset(
            self.matrix,
            label=outcome.astype(np.float32),
            feature_name=[column.name for column in columns],
            params=dict(self._always),
        ).construct()

    def __len__(self) -> int:
        return len(self.outcome)

    def boost(self, settings: Settings, rows: Places | None = None) -> lightgbm.Booster:
        """Fit trees.

        Args:
            settings: by LightGBM's names.
            rows: places of the rows to learn from, rising; None for all.

        Returns:
            a booster as it is after being saved and loaded: training leaves nothing behind in it.
        """
        learnt = dict(settings)
        rounds = int(learnt.pop("n_estimators"))
        data = self._binned if rows is None else self._binned.subset(rows.tolist())
        booster = lightgbm.train({**self._always, **learnt}, data, num_boost_round=rounds)
        return booster_of(booster.model_to_string())


def booster_of(text: str) -> lightgbm.Booster:
    """Read LightGBM's text. Only text that was written here may come here: a damaged one can end the process.

    What it predicts for one row does not depend on the others, so that predicting may take every core.
    """
    return lightgbm.Booster(model_str=text)


def margins_of(booster: lightgbm.Booster, matrix: Matrix) -> npt.NDArray[np.float64]:
    """Give what the trees add up to, in log-odds, one per row."""
    if not len(matrix):
        return np.empty(0)
    return np.asarray(booster.predict(matrix, raw_score=True, num_threads=ALL_CORES), dtype=np.float64)


def contributions_of(booster: lightgbm.Booster, matrix: Matrix) -> npt.NDArray[np.float64]:
    """Give LightGBM's own exact Shapley values: one column per feature, and the expected margin as the last.

    Slow beside what `csps.explain` uses: for holding a sample against.
    """
    if not len(matrix):
        return np.empty((0, booster.num_feature() + 1))
    return np.asarray(booster.predict(matrix, pred_contrib=True, num_threads=ALL_CORES), dtype=np.float64)
