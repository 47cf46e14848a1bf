"""Property references in another form."""

from csps.feeds.rules.value.uprn_form import RULE

CASES = [
    ({"uprn": "100023336956"}, []),
    ({"uprn": "1"}, []),
    ({"uprn": "1000233369561"}, ["uprn"]),
    ({"uprn": "10/2"}, ["uprn"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
