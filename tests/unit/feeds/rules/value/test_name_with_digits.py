"""Names with digits in them."""

from csps.feeds.rules.value.name_with_digits import RULE

CASES = [
    ({"surname": "Okafor2"}, ["surname"]),
    ({"forename": "2019-01-01"}, ["forename"]),
    ({"surname": "O'Neill-Núñez"}, []),
    ({"address": "12 High Street"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
