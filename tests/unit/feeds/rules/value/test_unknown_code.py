"""Codes that nobody knows, alone or in a list; the council's own are mapped first."""

from csps.feeds.rules.value.unknown_code import RULE

CASES = [
    ({"colour": "RED"}, []),
    ({"colour": "ROUGE"}, []),
    ({"colour": "BLUE"}, ["colour"]),
    ({"colour": "red"}, ["colour"]),
    ({"colours": '["RED", "BLUE"]'}, ["colours"]),
    ({"colours": '["RED", null]'}, ["colours"]),
    ({"colours": "[]"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
