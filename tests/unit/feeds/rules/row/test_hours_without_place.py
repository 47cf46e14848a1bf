"""There are funded hours and no place is taken up."""

from csps.feeds.rules.row.hours_without_place import RULE

CASES = [
    ({"taken_up": "0", "funded_hours": "15"}, ["funded_hours"]),
    ({"taken_up": "0", "funded_hours": "0"}, []),
    ({"taken_up": "1", "funded_hours": "15"}, []),
    ({"taken_up": "0"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.early_years_takeup", rows) == list(columns)
