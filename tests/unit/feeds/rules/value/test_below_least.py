"""Numbers below the least."""

from csps.feeds.rules.value.below_least import RULE

CASES = [
    ({"size": "-5"}, []),
    ({"size": "-6"}, ["size"]),
    ({"size": None}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
