"""The pupil is not yet 2, or 19 and older, and on the roll of a school."""

from csps.feeds.rules.row.pupil_age import RULE

CASES = [
    ({"dob": "2007-11-15", "entry_date": "2018-09-01", "enrol_status": "C"}, ["leaving_date"]),
    ({"dob": "2007-11-16", "entry_date": "2018-09-01", "enrol_status": "C"}, []),
    ({"dob": "2000-01-01", "entry_date": "2011-09-01", "leaving_date": "2018-07-20", "enrol_status": "P"}, []),
    ({"dob": "2024-09-02", "entry_date": "2026-09-01", "enrol_status": "C"}, ["entry_date"]),
    ({"dob": "2000-01-01", "entry_date": "2011-09-01", "enrol_status": "F"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.school_enrolment", rows) == list(columns)
