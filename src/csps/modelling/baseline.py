"""The logistic baseline: the plainest model that sees everything the trees see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from csps.modelling.logistic import logistic

if TYPE_CHECKING:
    import numpy.typing as npt
    from sklearn.linear_model import LogisticRegression

    from csps.riskmodel import TrainingSet

    Matrix = npt.NDArray[np.float32]
    Places = npt.NDArray[np.intp]
    Reals = npt.NDArray[np.float64]

STRENGTH = 1.0  # scikit-learn's C: the inverse of the penalty on squared coefficients
MOST_STEPS = 100


class LogisticBaseline:
    """Medians for what is missing and a flag that it was, one scale for all, and a squared penalty.

    Medians and scales come from all training rows, once: they know no outcome, so that a fold learns nothing from them.

    Args:
        training: the rows.
    """

    def __init__(self, training: TrainingSet) -> None:
        self._outcome = training.outcome
        self._preparation = make_pipeline(
            SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True), StandardScaler(copy=False)
        )
        self._prepared: Matrix = self._preparation.fit_transform(training.matrix)

    def held_out(self, learn: Places, predict: Places) -> Reals:
        """Learn from some training rows and give the log-odds of others."""
        return _margins(self._fitted(self._prepared[learn], self._outcome[learn]), self._prepared[predict])

    def margins(self, matrix: Matrix) -> Reals:
        """Learn from all training rows and give log-odds.

        Args:
            matrix: other rows, NaN where a feature is not known.
        """
        return _margins(self._fitted(self._prepared, self._outcome), self._preparation.transform(matrix))

    def _fitted(self, prepared: Matrix, outcome: npt.NDArray[np.bool_]) -> LogisticRegression:
        # 32-bit floats halve the time; predictions move in the fifth digit.
        return logistic(prepared, outcome, strength=STRENGTH, most_steps=MOST_STEPS)


def _margins(fitted: LogisticRegression, prepared: Matrix) -> Reals:
    return np.asarray(fitted.decision_function(prepared), dtype=np.float64)
