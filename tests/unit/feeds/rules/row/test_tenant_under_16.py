"""A tenant was under 16 when the tenancy began."""

from csps.feeds.rules.row.tenant_under_16 import RULE

CASES = [
    ({"is_tenant": "1", "date_of_birth": "2010-01-02", "start_date": "2026-01-01"}, ["is_tenant"]),
    ({"is_tenant": "1", "date_of_birth": "2010-01-01", "start_date": "2026-01-01"}, []),
    ({"is_tenant": "0", "date_of_birth": "2015-01-01", "start_date": "2026-01-01"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.housing_tenancy_member", rows) == list(columns)
