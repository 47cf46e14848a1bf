"""The incident is a domestic one and its flag says no."""

from csps.feeds.rules.row.domestic_without_flag import RULE

CASES = [
    ({"incident_type": "DOMESTIC", "domestic_flag": "0"}, ["domestic_flag"]),
    ({"incident_type": "DOMESTIC", "domestic_flag": "1"}, []),
    ({"incident_type": "DRUGS", "domestic_flag": "0"}, []),
    ({"incident_type": "DOMESTIC"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.police_incident", rows) == list(columns)
