"""What `csps.modelling.leakage.strength` asks, of the smallest rows that answer; whole matrices are in test_detector."""

import numpy as np
import pandas as pd

from csps.modelling.leakage.leak import Check
from csps.modelling.leakage.rows import rows_of
from csps.modelling.leakage.strength import HONEST, Strengths, echoes, strong_columns

RNG = np.random.default_rng(8)
TROUBLE = RNG.normal(size=3_000)
HAPPENED = RNG.random(3_000) < 1 / (1 + np.exp(3 - 1.5 * TROUBLE))


def made(**columns):
    honest = {f"calls_{place}": RNG.poisson(np.exp(0.8 * TROUBLE - 1)) for place in range(6)}
    rows = rows_of(pd.DataFrame(honest | columns), HAPPENED)
    return rows, Strengths.of(rows, rows.matrix, rows.outcome)


def test_a_column_below_the_floor_is_never_too_good():
    rows, strengths = made(trouble=TROUBLE)
    assert max(power.area for power in strengths.powers) < HONEST + 0.05
    assert list(strong_columns(rows, strengths)) == []


def test_a_blurred_outcome_is_too_good():
    rows, strengths = made(leak=4 * HAPPENED + RNG.normal(size=3_000))
    assert [leak.column for leak in strong_columns(rows, strengths)] == ["leak"]


def test_an_honest_column_goes_with_others_and_an_echo_does_not():
    rows, strengths = made(echo=(HAPPENED ^ (RNG.random(3_000) < 0.25)).astype(int))
    found = list(echoes(rows, strengths, rows.matrix, Check.ECHO))
    assert [leak.column for leak in found] == ["echo"]
