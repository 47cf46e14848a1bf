"""What `csps.modelling.leakage.timing` asks, of the smallest rows that answer; whole matrices are in test_detector."""

import numpy as np
import pandas as pd

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
