"""A duty began before the household applied."""

from csps.feeds.rules.row.duty_before_application import RULE

CASES = [
    ({"application_date": "2026-01-02", "relief_start_date": "2026-01-01"}, ["relief_start_date"]),
    ({"application_date": "2026-01-02", "prevention_start_date": "2026-01-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.homelessness_case", rows) == list(columns)
