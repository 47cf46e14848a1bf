"""National Insurance numbers in another form."""

from csps.feeds.rules.value.ni_form import RULE

CASES = [
    ({"ni_number": "ZZ 12 34 56 A"}, []),
    ({"ni_number": "AB123456"}, []),
    ({"ni_number": "QQ123456A"}, ["ni_number"]),
    ({"ni_number": "AO123456A"}, ["ni_number"]),
    ({"ni_number": "AB12345"}, ["ni_number"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
