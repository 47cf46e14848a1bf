"""The need is met or not met, and nobody says since when."""

from csps.feeds.rules.row.need_met_without_day import RULE

CASES = [
    ({"status": "MET"}, ["ended_on"]),
    ({"status": "OPEN"}, []),
    ({"status": "UNMET", "ended_on": "2026-01-01"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.programme_need", rows) == list(columns)
