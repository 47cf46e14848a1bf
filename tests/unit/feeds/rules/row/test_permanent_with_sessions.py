"""A permanent exclusion has a number of sessions, or a suspension has none."""

from csps.feeds.rules.row.permanent_with_sessions import RULE

CASES = [
    ({"exclusion_type": "PERM", "sessions": "4"}, ["sessions"]),
    ({"exclusion_type": "PERM"}, []),
    ({"exclusion_type": "SUSP", "sessions": "4"}, []),
    ({"exclusion_type": "SUSP"}, ["sessions"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.school_exclusion", rows) == list(columns)
