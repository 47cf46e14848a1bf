"""The day is one that systems write where none is known."""

from csps.feeds.rules.row.placeholder_day import RULE

CASES = [
    ({"entry_date": "1970-01-01"}, ["entry_date"]),
    ({"leaving_date": "1900-01-01"}, ["leaving_date"]),
    ({"entry_date": "1970-01-02", "dob": "1970-01-01"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.school_enrolment", rows) == list(columns)
