"""Dates that are written otherwise."""

from csps.feeds.rules.value.not_a_date import RULE

CASES = [
    ({"ended": "31/12/2025"}, []),
    ({"ended": "2025-12-31"}, ["ended"]),
    ({"ended": "31/02/2025"}, ["ended"]),
    ({"ended": "12/31/2025"}, ["ended"]),
    ({"ended": "soon"}, ["ended"]),
    ({"ended": "1/1/2025 10:00"}, ["ended"]),
    ({"thing": "soon"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
