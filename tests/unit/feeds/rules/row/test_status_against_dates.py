"""It is live and over, or ended without an end."""

import pytest

from csps.feeds.rules.row.status_against_dates import RULE

CASES = {
    "feeds.housing_benefit_claim": [
        ({"status": "LIVE", "to_date": "2026-11-14"}, ["status"]),
        ({"status": "LIVE", "to_date": "2026-11-15"}, []),
        ({"status": "ENDED"}, ["status"]),
    ],
    "feeds.council_tax_occupation": [
        ({"live_ind": "1", "vacation_date": "2026-11-14"}, ["live_ind"]),
        ({"live_ind": "0", "vacation_date": "2026-11-14"}, []),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
