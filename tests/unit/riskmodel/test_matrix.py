"""One matrix for learning and predicting: order, types, what is missing, what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csps.contracts.model import Type
from csps.domain.errors import ContractError
from csps.riskmodel.matrix import FeatureColumn, matrix_of

COLUMNS = (FeatureColumn("a", Type.INTEGER), FeatureColumn("b", Type.REAL))


def test_columns_come_in_the_models_order_whatever_the_frames():
    frame = pd.DataFrame({"b": [0.5, 1.5], "other": ["x", "y"], "a": [1, 2]})
    matrix = matrix_of(frame, COLUMNS)
    assert matrix.dtype == np.float32
    assert matrix.tolist() == [[1, 0.5], [2, 1.5]]


@pytest.mark.parametrize("kind", ["Int64", "float64", "Float32", "int64[pyarrow]"])
def test_what_is_not_known_is_nan_in_every_type_pandas_has_for_it(kind):
    frame = pd.DataFrame({"a": pd.Series([1, None], dtype=kind), "b": [0.0, 0.0]})
    assert np.isnan(matrix_of(frame, COLUMNS)[:, 0]).tolist() == [False, True]


def test_missing_features_are_named_at_once():
    with pytest.raises(ContractError, match="2 of 2 features are not in the table: a, b"):
        matrix_of(pd.DataFrame({"c": [1]}), COLUMNS)


def test_text_is_refused_by_its_type_and_never_shown():
    with pytest.raises(ContractError, match="feature a is of type") as refused:
        matrix_of(pd.DataFrame({"a": ["Smith"], "b": [1.0]}), COLUMNS)
    assert "Smith" not in str(refused.value)


def test_infinity_is_refused():
    with pytest.raises(ContractError, match="infinite values: b"):
        matrix_of(pd.DataFrame({"a": [1], "b": [np.inf]}), COLUMNS)


def test_nobody_makes_a_matrix_without_rows():
    assert matrix_of(pd.DataFrame({"a": [], "b": []}, dtype=float), COLUMNS).shape == (0, 2)
