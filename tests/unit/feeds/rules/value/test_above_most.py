"""Numbers above the most."""

from csps.feeds.rules.value.above_most import RULE

CASES = [
    ({"size": "1000"}, []),
    ({"size": "1001"}, ["size"]),
    ({"size": None}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
