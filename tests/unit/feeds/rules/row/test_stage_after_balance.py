"""The stage of recovery began after the day of the balance."""

import pytest

from csps.feeds.rules.row.stage_after_balance import RULE

CASES = {
    "feeds.housing_rent_account": [
        ({"balance_date": "2026-11-01", "stage_date": "2026-11-02"}, ["stage_date"]),
        ({"balance_date": "2026-11-01", "stage_date": "2026-11-01"}, []),
    ],
    "feeds.council_tax_arrears": [
        ({"balance_date": "2026-11-01", "stage_date": "2026-11-02"}, ["stage_date"]),
        ({"balance_date": "2026-11-01"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
