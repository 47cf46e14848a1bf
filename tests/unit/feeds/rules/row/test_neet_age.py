"""Somebody not in education, employment or training is younger than 15 or older than 19, or than 25 with special needs."""

from csps.feeds.rules.row.neet_age import RULE

CASES = [
    ({"date_of_birth": "2012-01-01", "start_date": "2026-01-01", "activity_code": "NEET_SEEKING"}, ["activity_code"]),
    ({"date_of_birth": "2011-01-01", "start_date": "2026-01-01", "activity_code": "NEET_SEEKING"}, []),
    (
        {"date_of_birth": "2006-01-01", "start_date": "2026-01-01", "activity_code": "NEET_UNAVAILABLE"},
        ["activity_code"],
    ),
    (
        {
            "date_of_birth": "2006-01-01",
            "start_date": "2026-01-01",
            "activity_code": "NEET_UNAVAILABLE",
            "send_flag": "1",
        },
        [],
    ),
    ({"date_of_birth": "2012-01-01", "start_date": "2026-01-01", "activity_code": "SCHOOL"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.neet_activity", rows) == list(columns)
