"""Somebody recorded as a child was 18 or older."""

import pytest

from csps.feeds.rules.row.adult_as_child import RULE

CASES = {
    "feeds.police_incident": [
        ({"role": "CHILD_PRESENT", "date_of_birth": "2008-01-01", "incident_date": "2026-01-01"}, ["role"]),
        ({"role": "CHILD_PRESENT", "date_of_birth": "2008-01-02", "incident_date": "2026-01-01"}, []),
        ({"role": "VICTIM", "date_of_birth": "2008-01-01", "incident_date": "2026-01-01"}, []),
    ],
    "feeds.marac_case": [
        ({"role": "CHILD", "date_of_birth": "2000-01-01", "meeting_date": "2026-01-01"}, ["role"]),
        ({"role": "CHILD", "meeting_date": "2026-01-01"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
