"""The logistic baseline: the plainest model that sees everything the trees see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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

    Features of one register are missing together: one flag stands for all that are missing in the same rows. Medians and
    scales come from all training rows, once: they know no outcome, so that a fold learns nothing from them.

    Args:
        training: the rows.
    """

    def __init__(self, training: TrainingSet) -> None:
        self._outcome = training.outcome
        self._medians = _medians(training.matrix)
        self._flagged = _missing_apart(training.matrix)
        prepared = self._prepare(training.matrix)
        self._centre = prepared.mean(axis=0, dtype=np.float64).astype(np.float32)
        spread = prepared.std(axis=0, dtype=np.float64).astype(np.float32)
        self._spread = np.where(spread > 0, spread, np.float32(1))
        self._prepared = _scaled(prepared, self._centre, self._spread)

    def held_out(self, learn: Places, predict: Places) -> Reals:
        """Learn from some training rows and give the log-odds of others."""
        return _margins(self._fitted(self._prepared[learn], self._outcome[learn]), self._prepared[predict])

    def margins(self, matrix: Matrix) -> Reals:
        """Learn from all training rows and give log-odds.

        Args:
            matrix: other rows, NaN where a feature is not known.
        """
        prepared = _scaled(self._prepare(matrix), self._centre, self._spread)
        return _margins(self._fitted(self._prepared, self._outcome), prepared)

    def _prepare(self, matrix: Matrix) -> Matrix:
        prepared = np.empty((len(matrix), matrix.shape[1] + len(self._flagged)), dtype=np.float32)
        missing = np.isnan(matrix)
        features = prepared[:, : matrix.shape[1]]
        features[:] = matrix
        np.copyto(features, self._medians, where=missing)
        prepared[:, matrix.shape[1] :] = missing[:, self._flagged]
        return prepared

    def _fitted(self, prepared: Matrix, outcome: npt.NDArray[np.bool_]) -> LogisticRegression:
        # 32-bit floats halve the time; predictions move in the fifth digit.
        return logistic(prepared, outcome, strength=STRENGTH, most_steps=MOST_STEPS)


def _medians(matrix: Matrix) -> Matrix:
    """Give each column's median; 0 where nothing is known."""
    found = np.zeros(matrix.shape[1], dtype=np.float32)
    for place, column in enumerate(matrix.T):
        known = column[~np.isnan(column)]
        if len(known):
            found[place] = np.median(known)
    return found


def _missing_apart(matrix: Matrix) -> Places:
    """Give the first of the columns that are missing in the same rows, for every such set of rows."""
    first: dict[bytes, int] = {}
    for place, column in enumerate(matrix.T):
        missing = np.isnan(column)
        if missing.any() and not missing.all():
            first.setdefault(np.packbits(missing).tobytes(), place)
    return np.array(list(first.values()), dtype=np.intp)


def _scaled(prepared: Matrix, centre: Matrix, spread: Matrix) -> Matrix:
    """Give columns around 0 with a spread of 1, in the same memory."""
    prepared -= centre
    prepared /= spread
    return prepared


def _margins(fitted: LogisticRegression, prepared: Matrix) -> Reals:
    return np.asarray(fitted.decision_function(prepared), dtype=np.float64)
