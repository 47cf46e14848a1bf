"""The restriction names a table that no agency delivers."""

from csps.feeds.rules.row.restriction_of_nothing import RULE

CASES = [
    ({"about_table": "feeds.ssd_person"}, []),
    ({"about_table": "feeds.ssd_persons"}, ["about_table"]),
    ({}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.restriction", rows) == list(columns)
