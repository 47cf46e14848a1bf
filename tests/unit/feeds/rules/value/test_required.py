"""A required value that is missing."""

from csps.feeds.rules.value.required import RULE

CASES = [
    ({}, []),
    ({"thing": None}, ["thing"]),
    ({"began": None}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
