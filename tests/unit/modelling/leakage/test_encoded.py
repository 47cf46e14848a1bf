"""What `csps.modelling.leakage.encoded` asks, of the smallest rows that answer; whole matrices are in test_detector."""

import numpy as np
import pandas as pd
import pytest

from csps.modelling.leakage.encoded import copies, later_values, means
from csps.modelling.leakage.leak import Check
from csps.modelling.leakage.rows import rows_of

RNG = np.random.default_rng(11)
HAPPENED = RNG.random(3_000) < 0.1
WARD = RNG.integers(0, 30, 3_000)


def rows(values):
    return rows_of(pd.DataFrame({"column": values}), HAPPENED)


@pytest.mark.parametrize(
    ("values", "named"),
    [(HAPPENED.astype(int), True), (1 - HAPPENED, True), (WARD, False), (RNG.normal(size=3_000), False)],
)
def test_a_copy_is_named(values, named):
    assert bool(list(copies(rows(values)))) is named


@pytest.mark.parametrize("weight", [0, 5, 50])
def test_a_mean_of_the_outcome_is_named_however_it_is_mixed(weight):
    many, happened = np.bincount(WARD), np.bincount(WARD, HAPPENED)
    rate = (happened + weight * HAPPENED.mean()) / (many + weight)
    assert [leak.check for leak in means(rows(rate[WARD]))] == [Check.ENCODED]


def test_a_rate_that_was_known_before_is_not_named():
    before = RNG.random(30) * 0.2
    assert list(means(rows(before[WARD]))) == []


def test_what_stands_on_the_next_date_is_named():
    value = RNG.integers(0, 5, (500, 3))
    frame = pd.DataFrame(
        {
            "family": np.repeat(np.arange(500), 3),
            "as_of": np.tile(pd.to_datetime(["2024-01-01", "2024-04-01", "2024-07-01"]), 500),
            "calls": value.ravel(),
            "next": np.column_stack([value[:, 1:], np.full(500, np.nan)]).ravel(),
        }
    )
    happened = RNG.random(1_500) < 0.1
    found = list(later_values(rows_of(frame, happened, as_of="as_of", family="family")))
    assert [(leak.check, leak.column) for leak in found] == [(Check.LATER_VALUE, "next")]
