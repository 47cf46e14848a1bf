"""The case is closed and nobody says since when."""

import pytest

from csps.feeds.rules.row.closed_without_day import RULE

CASES = {
    "feeds.homelessness_case": [
        ({"stage": "CLOSED"}, ["closed_date"]),
        ({"stage": "RELIEF"}, []),
        ({"stage": "CLOSED", "closed_date": "2026-01-01"}, []),
    ],
    "feeds.programme_case": [
        ({"stage": "CLOSED"}, ["closed_on"]),
        ({"stage": "PLAN"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
