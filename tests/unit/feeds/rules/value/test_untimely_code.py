"""Codes are judged on the day of the row."""

from csps.feeds.rules.value.untimely_code import RULE

CASES = [
    ({"colour": "OLD", "began": "31/07/2024"}, []),
    ({"colour": "OLD", "began": "01/08/2024"}, ["colour"]),
    ({"colour": "TWICE", "began": "31/12/2020"}, []),
    ({"colour": "TWICE", "began": "01/01/2021"}, ["colour"]),
    ({"colour": "TWICE", "began": "01/01/2025"}, []),
    ({"colour": "OLD"}, []),
    ({"colours": '["RED", "OLD"]', "began": "31/12/2025"}, ["colours"]),
    ({"colour": "BLUE", "began": "31/12/2025"}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
