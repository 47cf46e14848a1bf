"""A step of the programme lies before the family was identified."""

from csps.feeds.rules.row.step_before_identified import RULE

CASES = [
    ({"identified_on": "2026-01-02", "consent_on": "2026-01-01"}, ["consent_on"]),
    ({"identified_on": "2026-01-02", "consent_on": "2026-01-02", "plan_on": "2025-12-31"}, ["plan_on"]),
    ({"identified_on": "2026-01-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.programme_case", rows) == list(columns)
