"""The account is in credit, and action about arrears has gone as far as a court."""

import pytest

from csps.feeds.rules.row.court_in_credit import RULE

CASES = {
    "feeds.housing_rent_account": [
        ({"arrears_stage": "COURT", "balance_pence": "-1"}, ["arrears_stage"]),
        ({"arrears_stage": "COURT", "balance_pence": "0"}, []),
        ({"arrears_stage": "REMINDER", "balance_pence": "-1"}, []),
    ],
    "feeds.council_tax_arrears": [
        ({"stage": "COMMITTAL", "balance_pence": "-1"}, ["stage"]),
        ({"stage": "COMMITTAL", "balance_pence": "1"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
