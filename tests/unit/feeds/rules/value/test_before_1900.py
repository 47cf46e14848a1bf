"""Dates too long ago."""

from csps.feeds.rules.value.before_1900 import RULE

CASES = [
    ({"ended": "01/01/1900"}, []),
    ({"ended": "31/12/1899"}, ["ended"]),
    ({"ended": "31/12/25"}, ["ended"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
