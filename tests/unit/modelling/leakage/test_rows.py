"""Rows as plain arrays."""

import pandas as pd

from csps.modelling.leakage.rows import rows_of


def test_rows_of_one_group_are_in_one_half():
    frame = pd.DataFrame({"a": range(80), "group": [f"g{place // 4}" for place in range(80)]})
    rows = rows_of(frame, [place % 2 for place in range(80)], group="group")
    assert rows.names == ("a",)
    for group in range(20):
        assert len(set(rows.half[rows.group == group])) == 1
    assert 0 < rows.half.sum() < 80


def test_days_are_counted_from_each_row_s_own_date():
    frame = pd.DataFrame({"a": [1.0] * 40, "as_of": ["2024-01-01"] * 40})
    event = ["2024-01-15"] * 20 + [None] * 20
    rows = rows_of(frame, [True] * 20 + [False] * 20, as_of="as_of", event_on=event)
    assert rows.event_day[0] == 14
    assert pd.isna(rows.event_day[39])
