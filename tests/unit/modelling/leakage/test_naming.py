"""What `csps.modelling.leakage.naming` asks, of the smallest rows that answer; whole matrices are in test_detector."""

import numpy as np
import pandas as pd
import pytest

from csps.modelling.leakage.naming import calendars, identifiers, ordered
from csps.modelling.leakage.rows import rows_of

RNG = np.random.default_rng(10)
MANY = 600
HAPPENED = RNG.random(MANY) < 0.2


def rows(**columns):
    days = pd.to_datetime(np.repeat(["2024-01-01", "2024-04-01", "2024-07-01"], MANY // 3))
    frame = pd.DataFrame(columns | {"as_of": days, "family": np.tile(np.arange(MANY // 3), 3)})
    return rows_of(frame, HAPPENED, as_of="as_of", family="family")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (np.arange(MANY), True),
        (RNG.permutation(MANY) * 3, True),
        (np.tile(np.arange(MANY // 3), 3) + 5, True),
        (RNG.normal(size=MANY), False),
        (RNG.integers(0, 60, MANY), False),
        (np.where(RNG.random(MANY) < 0.5, 0, RNG.integers(1, 10**6, MANY)), False),
    ],
)
def test_a_number_of_the_row_or_family_is_named_and_a_measure_is_not(values, named):
    assert bool(list(identifiers(rows(column=values)))) is named


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (np.repeat([3, 2, 1], MANY // 3), True),
        (np.repeat([0, 0, 1], MANY // 3), False),  # a feed that was absent at first
        (np.repeat([np.nan, 0, 1], MANY // 3), False),
        (RNG.integers(0, 3, MANY), False),
    ],
)
def test_a_column_that_tells_the_date_is_named(values, named):
    assert bool(list(calendars(rows(column=values)))) is named


def test_rows_in_the_order_of_the_outcome_are_named():
    frame = pd.DataFrame({"a": RNG.normal(size=MANY)})
    assert list(ordered(rows_of(frame, HAPPENED))) == []
    assert len(list(ordered(rows_of(frame, np.sort(HAPPENED))))) == 1
