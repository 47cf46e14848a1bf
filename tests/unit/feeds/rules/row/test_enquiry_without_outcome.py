"""The enquiry ended and its outcome is missing."""

from csps.feeds.rules.row.enquiry_without_outcome import RULE

CASES = [
    ({"s47e_s47_end_date": "2026-01-01"}, ["s47e_s47_outcome_code"]),
    ({}, []),
    ({"s47e_s47_end_date": "2026-01-01", "s47e_s47_outcome_code": "NOT_SUBSTANTIATED"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_s47_enquiry", rows) == list(columns)
