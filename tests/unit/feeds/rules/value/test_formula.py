"""Values that a spreadsheet would carry out."""

from csps.feeds.rules.value.formula import RULE

CASES = [
    ({"surname": "=1+1"}, ["surname"]),
    ({"thing": "@SUM(A1)"}, ["thing"]),
    ({"address": "+cmd|x"}, ["address"]),
    ({"thing": "-5"}, []),
    ({"contact": "+44 20 7946 0000"}, []),
    ({"surname": "Smith=Jones"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
