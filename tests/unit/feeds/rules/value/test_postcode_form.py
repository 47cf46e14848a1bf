"""Postcodes in another form."""

from csps.feeds.rules.value.postcode_form import RULE

CASES = [
    ({"postcode": "E8 1EA"}, []),
    ({"postcode": "xh14ab"}, []),
    ({"postcode": "EC1A 1BB"}, []),
    ({"postcode": "not known"}, ["postcode"]),
    ({"postcode": "E8 1CI"}, ["postcode"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
