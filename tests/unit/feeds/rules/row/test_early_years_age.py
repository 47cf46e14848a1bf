"""The child is older than 5 or not yet born when the term begins."""

from csps.feeds.rules.row.early_years_age import RULE

CASES = [
    ({"dob": "2020-01-02", "term_start": "2026-01-01"}, []),
    ({"dob": "2020-01-01", "term_start": "2026-01-01"}, ["term_start"]),
    ({"dob": "2026-01-02", "term_start": "2026-01-01"}, ["term_start"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.early_years_takeup", rows) == list(columns)
