"""The person would be older than 110."""

from csps.feeds.rules.row.older_than_110 import RULE

CASES = [
    ({"pers_dob": "1916-11-15"}, []),
    ({"pers_dob": "1915-11-16"}, []),
    ({"pers_dob": "1915-11-15"}, ["pers_dob"]),
    ({}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_person", rows) == list(columns)
