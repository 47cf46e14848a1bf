"""How far a date may lie ahead depends on what it is."""

from csps.feeds.rules.value.in_the_future import RULE

CASES = [
    ({"born": "05/01/2026"}, []),
    ({"born": "06/01/2026"}, ["born"]),
    ({"began": "05/02/2026"}, []),
    ({"began": "06/02/2026"}, ["began"]),
    ({"ended": "06/02/2046"}, []),
    ({"ended": "06/02/2226"}, ["ended"]),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)
