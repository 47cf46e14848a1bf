"""A duty, or temporary accommodation, ended before it began."""

from csps.feeds.rules.row.duty_dates import RULE

CASES = [
    ({"prevention_start_date": "2026-01-02", "prevention_end_date": "2026-01-01"}, ["prevention_end_date"]),
    (
        {
            "relief_start_date": "2026-01-02",
            "relief_end_date": "2026-01-01",
            "ta_from_date": "2026-01-02",
            "ta_to_date": "2026-01-01",
        },
        ["relief_end_date", "ta_to_date"],
    ),
    ({"main_duty_start_date": "2026-01-02", "main_duty_end_date": "2026-01-02"}, []),
    ({"main_duty_end_date": "2026-01-01", "main_duty_start_date": "2026-01-02"}, ["main_duty_end_date"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.homelessness_case", rows) == list(columns)
