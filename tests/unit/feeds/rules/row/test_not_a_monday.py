"""The week does not begin on a Monday."""

from csps.feeds.rules.row.not_a_monday import RULE

CASES = [
    ({"week_start": "2026-11-09"}, []),
    ({"week_start": "2026-11-10"}, ["week_start"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.school_attendance", rows) == list(columns)
