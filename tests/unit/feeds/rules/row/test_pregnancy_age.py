"""The pregnant person would be under 11 or over 55."""

from csps.feeds.rules.row.pregnancy_age import RULE

CASES = [
    ({"kind": "PREGNANCY", "date_of_birth": "2015-01-02", "start_date": "2026-01-01"}, ["kind"]),
    ({"kind": "PREGNANCY", "date_of_birth": "2015-01-01", "start_date": "2026-01-01"}, []),
    ({"kind": "PREGNANCY", "date_of_birth": "1969-06-01", "start_date": "2026-01-01"}, ["kind"]),
    ({"kind": "DRUGS", "date_of_birth": "1960-06-01", "start_date": "2026-01-01"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.health_flag", rows) == list(columns)
