"""There is a plan for a family whose consent was not recorded."""

from csps.feeds.rules.row.plan_without_consent import RULE

CASES = [
    ({"plan_on": "2026-01-02"}, ["consent_on"]),
    ({"plan_on": "2026-01-02", "consent_on": "2026-01-01"}, []),
    ({}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.programme_case", rows) == list(columns)
