"""Dates of birth that stand for none."""

from csps.feeds.rules.value.placeholder_birth import RULE

CASES = [
    ({"born": "01/01/1970"}, ["born"]),
    ({"born": "01/01/1900"}, ["born"]),
    ({"born": "02/01/1970"}, []),
    ({"ended": "01/01/1970"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
