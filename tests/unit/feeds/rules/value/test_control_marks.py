"""Values with marks that nobody types."""

from csps.feeds.rules.value.control_marks import RULE

CASES = [
    ({"thing": "a\x00b"}, ["thing"]),
    ({"surname": "Ok\x1bafor"}, ["surname"]),
    ({"address": "12 High Street\nFlat 2\t"}, []),
    ({"thing": "naïve \x85"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
