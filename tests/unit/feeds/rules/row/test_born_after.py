"""The person was born after what the row tells of."""

from csps.feeds.rules.row.born_after import RULE

CASES = [
    ({"date_of_birth": "2020-05-05", "incident_date": "2020-05-04"}, ["date_of_birth"]),
    ({"date_of_birth": "2020-05-05", "incident_date": "2020-05-05"}, []),
    ({"incident_date": "2020-05-05"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.police_incident", rows) == list(columns)
