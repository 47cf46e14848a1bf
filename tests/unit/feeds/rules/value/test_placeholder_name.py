"""Words that are no name."""

from csps.feeds.rules.value.placeholder_name import RULE

CASES = [
    ({"surname": "Unknown"}, ["surname"]),
    ({"forename": " BABY "}, ["forename"]),
    ({"full_name": "test"}, ["full_name"]),
    ({"surname": "Childs"}, []),
    ({"thing": "TEST"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
