"""What `csps.modelling.leakage.timing` asks, of the smallest rows that answer; whole matrices are in test_detector."""

import numpy as np
import pandas as pd
import pytest

from csps.modelling.leakage.rows import rows_of
from csps.modelling.leakage.timing import timely


def test_a_column_that_goes_with_the_days_left_is_named():
    rng = np.random.default_rng(9)
    happened = rng.random(2_000) < 0.2
    day = rng.integers(1, 365, 2_000)
    dates = pd.Timestamp("2024-01-01") + pd.to_timedelta(day, unit="D")
    frame = pd.DataFrame({"calls": rng.poisson(1, 2_000), "length": 365 - day, "as_of": pd.Timestamp("2024-01-01")})
    rows = rows_of(frame, happened, as_of="as_of", event_on=list(dates.where(happened, None)))
    found = {leak.column: leak.figure for leak in timely(rows)}
    assert set(found) == {"length"}
    assert abs(found["length"]) > 0.9


def weeks_since_an_enquiry(known, noise):
    """A column that real causes make go with the days left, known for a share of the families."""
    rng = np.random.default_rng(3)
    happened = rng.random(6_000) < 0.3
    day = rng.integers(1, 365, 6_000)
    since = day + noise * rng.normal(size=6_000) * 100
    frame = pd.DataFrame({f"calls_{number}": rng.poisson(1, 6_000) for number in range(8)})
    frame["since"] = np.where(rng.random(6_000) < known, since, np.nan)
    dates = pd.Timestamp("2024-01-01") + pd.to_timedelta(day, unit="D")
    frame["as_of"] = pd.Timestamp("2024-01-01")
    return rows_of(frame, happened, as_of="as_of", event_on=list(dates.where(happened, None)))


@pytest.mark.parametrize(
    ("known", "noise", "named"),
    [
        (1.0, 1.7, False),  # by 0.52, as an enquiry goes with the assessment that follows it
        (1.0, 1.0, True),  # by 0.7
        (0.015, 1.2, False),  # by about as much, among some thirty outcomes: nobody can tell
        (0.03, 0.9, False),  # by 0.8, among some fifty, as the weeks since an enquiry did in a town of 40,000
        (0.3, 0.9, True),  # by 0.8, among some five hundred
    ],
)
def test_real_causes_go_with_the_days_left_and_few_rows_tell_nothing(known, noise, named):
    assert bool([leak for leak in timely(weeks_since_an_enquiry(known, noise)) if leak.column == "since"]) == named
