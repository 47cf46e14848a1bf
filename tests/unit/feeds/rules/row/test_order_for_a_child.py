"""The person was under 18 when the order or custody began."""

import pytest

from csps.feeds.rules.row.order_for_a_child import RULE

CASES = {
    "feeds.probation_order": [
        ({"date_of_birth": "2008-01-02", "start_date": "2026-01-01"}, ["start_date"]),
        ({"date_of_birth": "2008-01-01", "start_date": "2026-01-01"}, []),
    ],
    "feeds.prison_custody": [
        ({"date_of_birth": "2010-01-02", "reception_date": "2026-01-01"}, ["reception_date"]),
        ({"reception_date": "2026-01-01"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
