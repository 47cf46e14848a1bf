"""Lists of codes that are none."""

from csps.feeds.rules.value.not_a_list import RULE

CASES = [
    ({"colours": '["RED"]'}, []),
    ({"colours": "[]"}, []),
    ({"colours": "RED"}, ["colours"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
