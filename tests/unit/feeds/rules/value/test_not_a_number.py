"""Numbers that are not whole."""

from csps.feeds.rules.value.not_a_number import RULE

CASES = [
    ({"size": "-5"}, []),
    ({"size": "+12"}, []),
    ({"size": "1.5"}, ["size"]),
    ({"size": "1e3"}, ["size"]),
    ({"size": "£5"}, ["size"]),
    ({"size": "12 "}, ["size"]),
    ({"size": ""}, ["size"]),
    ({"size": "999999999999999999999999999999"}, ["size"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
