"""A frame of features as the one matrix that everything here learns from and predicts on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pandas.api.types import is_numeric_dtype

from csps.contracts.feature import Expected
from csps.domain.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from csps.contracts.model import Type

    Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FeatureColumn:
    """A feature as a model knows it.

    Args:
        name: the column.
        type: INTEGER or REAL.
        held_to: the one way in which a higher value may move a score, all else equal; EITHER where both ways are open.
        missing: training rows in which it was not known. Where it is 0, the model never learnt what not knowing means,
            and LightGBM takes "not known" for 0.
    """

    name: str
    type: Type
    missing: int = 0
    held_to: Expected = Expected.EITHER


def matrix_of(frame: pd.DataFrame, columns: Sequence[FeatureColumn]) -> Matrix:
    """Give the features of a frame in a model's order, as 32-bit floats; what is not known is NaN.

    Training and scoring both go through here, so that rounding to 32 bits (exact for whole numbers up to 16,777,216)
    can never tell them apart.

    Args:
        frame: one row per family; other columns may be there too, in any order.
        columns: the model's features.

    Returns:
        shape (rows, features).

    Raises:
        ContractError: a feature is missing, is not numeric, or is infinite.
    """
    absent = [column.name for column in columns if column.name not in frame.columns]
    if absent:
        raise ContractError(
            f"{len(absent)} of {len(columns)} features are not in the table: {', '.join(absent)}.",
            next_step="Compute the features again, or train a model on those there are.",
        )
    matrix = np.empty((len(frame), len(columns)), dtype=np.float32)
    for place, column in enumerate(columns):
        values = frame[column.name]
        if not is_numeric_dtype(values.dtype):
            raise ContractError(f"The feature {column.name} is of type {values.dtype}; a model takes numbers.")
        matrix[:, place] = values.to_numpy(dtype=np.float32, na_value=np.nan)
    infinite = [column.name for place, column in enumerate(columns) if np.isinf(matrix[:, place]).any()]
    if infinite:
        raise ContractError(f"Features with infinite values: {', '.join(infinite)}.")
    return matrix
