"""A client of adult social care is not yet 16."""

from csps.feeds.rules.row.client_is_a_child import RULE

CASES = [
    ({"date_of_birth": "2010-11-16"}, ["date_of_birth"]),
    ({"date_of_birth": "2010-11-15"}, []),
    ({}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.adult_social_care_client", rows) == list(columns)
