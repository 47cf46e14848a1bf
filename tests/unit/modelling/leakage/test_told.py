"""What `csps.modelling.leakage.told` asks, of the smallest rows that answer; whole matrices are in test_detector."""

import dataclasses
from datetime import date

import numpy as np
import pandas as pd
import pytest

from csps.domain.errors import UsageError
from csps.modelling.leakage.rows import rows_of
from csps.modelling.leakage.told import beyond, dated, divided, recomputed

HAPPENED = np.arange(60) % 2 == 0


@pytest.fixture
def rows():
    frame = pd.DataFrame({"a": np.arange(60.0), "as_of": pd.Timestamp("2024-01-01"), "g": np.arange(60) // 2, "f": 0})
    return rows_of(frame, HAPPENED, columns=["a"], as_of="as_of", group="g", fold="f")


def test_rows_that_were_not_computed_again_are_not_compared(rows):
    again = pd.DataFrame({"a": [0.0, 1.0] + [np.nan] * 58})
    assert list(recomputed(rows, again)) == []
    again.loc[1, "a"] = 2.0
    assert [leak.figure for leak in recomputed(rows, again)] == [0.5]


def test_another_number_of_rows_is_refused(rows):
    with pytest.raises(UsageError, match="same rows and columns"):
        list(recomputed(rows, pd.DataFrame({"a": [1.0]})))
    with pytest.raises(UsageError, match="1 days"):
        list(dated(rows, {"a": [None]}, {}, ()))


def test_a_fact_of_the_day_itself_is_known(rows):
    assert list(dated(rows, {"a": [date(2024, 1, 1)] * 60}, {}, ())) == []


def test_a_group_in_two_folds_is_named(rows):
    assert list(divided(rows)) == []
    torn = dataclasses.replace(rows, fold=np.arange(60) == 1)
    assert [leak.figure for leak in divided(torn)] == [1.0]


@pytest.mark.parametrize(("test", "late"), [(date(2024, 12, 30), False), (date(2024, 12, 29), True)])
def test_an_outcome_must_be_complete_on_the_test_date(rows, test, late):
    assert bool(list(beyond(rows, 52, test))) is late
