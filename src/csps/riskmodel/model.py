"""A fitted, calibrated model of risk, with scikit-learn's manners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from csps.riskmodel import files
from csps.riskmodel.boosting import booster_of, contributions_of, margins_of
from csps.riskmodel.description import Description
from csps.riskmodel.matrix import matrix_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import lightgbm
    import numpy.typing as npt
    import pandas as pd

    from csps.riskmodel.boosting import Settings
    from csps.riskmodel.calibration import Calibrator
    from csps.riskmodel.matrix import FeatureColumn, Matrix

    Reals = npt.NDArray[np.float64]


class RiskModel:
    """Gradient-boosted trees, their calibrator, and what the model must be told to be used rightly.

    It takes frames with its features as columns, in any order and with others beside them. What is not known may be
    missing. It never says what to do about a family: there is no `predict`.

    Args:
        booster: the trees.
        calibrator: from margins to probabilities.
        columns: the features in the booster's order.
        name: the model, for example "maltreatment".
        specification: fingerprint of the specification it was fitted to.
        base_rate: share of the training rows to which it happened.
        settings: of the trees.
    """

    def __init__(
        self,
        booster: lightgbm.Booster,
        *,
        calibrator: Calibrator,
        columns: Sequence[FeatureColumn],
        name: str,
        specification: str,
        base_rate: float,
        settings: Settings,
    ) -> None:
        self.booster = booster
        self.calibrator = calibrator
        self.columns = tuple(columns)
        self.name = name
        self.specification = specification
        self.base_rate = base_rate
        self.settings = dict(settings)
        self.classes_ = np.array([False, True])
        self.feature_names_in_ = np.array([column.name for column in self.columns], dtype=object)
        self.n_features_in_ = len(self.columns)

    def margin(self, frame: pd.DataFrame) -> Reals:
        """Give log-odds before calibration, one per row: what contributions add up to.

        Raises:
            ContractError: a feature is missing, not numeric or infinite.
        """
        return margins_of(self.booster, self.matrix(frame))

    decision_function = margin  # as scikit-learn calls it

    def score(self, frame: pd.DataFrame) -> Reals:
        """Give calibrated probabilities, one per row, strictly between 0 and 1; a higher margin has a higher score.

        Raises:
            ContractError: a feature is missing, not numeric or infinite.
        """
        return self.calibrator.probability(self.margin(frame))

    def predict_proba(self, frame: pd.DataFrame) -> Reals:
        """Give the score as scikit-learn wants it: the chance that it does not happen, and that it does."""
        score = self.score(frame)
        return np.column_stack([1 - score, score])

    def contributions(self, frame: pd.DataFrame) -> Reals:
        """Give LightGBM's own exact Shapley values; the last column is the expected margin. For small samples."""
        return contributions_of(self.booster, self.matrix(frame))

    @property
    def expected_margin(self) -> float:
        """The margin that contributions start from: the mean over the training rows as the trees hold them."""
        return float(contributions_of(self.booster, np.zeros((1, self.n_features_in_), np.float32))[0, -1])

    def matrix(self, frame: pd.DataFrame) -> Matrix:
        """Give a frame's features in the model's order; see `matrix_of`."""
        return matrix_of(frame, self.columns)

    def save(self, folder: Path) -> str:
        """Write the model into a new or empty folder and give its digest. The same training gives the same bytes.

        Raises:
            UsageError: the folder holds something.
            StorageError: the disk refused.
        """
        described = Description(
            calibrator=self.calibrator,
            columns=self.columns,
            name=self.name,
            specification=self.specification,
            base_rate=self.base_rate,
            settings=self.settings,
        )
        contents = {files.TREES: self.booster.model_to_string().encode(), files.DESCRIPTION: described.to_bytes()}
        return files.write(contents, folder)

    @classmethod
    def load(cls, folder: Path, expected: str) -> Self:
        """Read a model whose bytes are those that were meant.

        Args:
            folder: where it was saved.
            expected: the digest that `save` gave, from a place that can be trusted.

        Raises:
            IntegrityError: files are missing, added or damaged; LightGBM has seen none of them.
            UsageError: another version of csps wrote them in another format.
            StorageError: the disk refused.
        """
        contents = files.read_verified(folder, expected)
        described = Description.from_bytes(contents[files.DESCRIPTION])
        return cls(
            booster_of(contents[files.TREES].decode()),
            calibrator=described.calibrator,
            columns=described.columns,
            name=described.name,
            specification=described.specification,
            base_rate=described.base_rate,
            settings=described.settings,
        )
