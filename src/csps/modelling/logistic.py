"""A logistic regression on columns that may repeat each other."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from scipy.linalg import LinAlgWarning
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    import numpy.typing as npt


def logistic(
    columns: npt.NDArray[Any], outcome: npt.NDArray[Any], *, strength: float, most_steps: int
) -> LogisticRegression:
    """Fit it, with a squared penalty.

    Args:
        columns: (rows, columns) without gaps, on one scale.
        outcome: (rows,), whether it happened.
        strength: scikit-learn's C: the inverse of the penalty on squared coefficients.
        most_steps: after which it stops.
    """
    learner = LogisticRegression(C=strength, solver="newton-cholesky", max_iter=most_steps)
    with warnings.catch_warnings():
        # Flags of features from one feed are one column several times: scikit-learn then goes on with another solver.
        warnings.simplefilter("ignore", LinAlgWarning)
        return learner.fit(columns, outcome)
