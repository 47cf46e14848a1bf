"""The truth's own probabilities are held against what was recorded."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.marking.chances import SAID, chance_marks, stand_up
from csps.synthetic.marking.folders import Folder


def test_expected_and_observed_are_added_up():
    marks = stand_up({"probability": np.array([0.5, 0.25, 0.25]), "happened": np.array([True, False, False])})
    assert (marks.families, marks.expected, marks.observed) == (3, 1.0, 1)
    assert sum(band.families for band in marks.bands) == 3


def test_no_year_is_over_in_thirty_weeks(made):
    with Folder(made.truth) as true:
        marks = chance_marks(true, "2026-11-16")
    assert (marks.families, marks.oracle) == (0, None)


def test_an_outcome_counts_within_its_horizon_only(made):
    """With a horizon of nought days nothing is recorded; with a longer one no less than with a shorter."""
    with Folder(made.truth) as true:

        def observed(days):
            recorded, risk = (str(true.path / f"{name}.parquet") for name in ("recorded", "risk"))
            said = true.ask(SAID, [recorded, days, risk, days, "2030-01-01"])
            return int(said["happened"].sum()), len(said["happened"])

        counts = [observed(days) for days in (0, 91, 182, 364)]
    assert counts[0][0] == 0
    assert [happened for happened, _ in counts] == sorted(happened for happened, _ in counts)
    assert len({families for _, families in counts}) == 1
    assert counts[-1][1] == pytest.approx(counts[0][1])
