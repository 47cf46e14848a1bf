"""The home has more than 12 bedrooms."""

from csps.feeds.rules.row.too_many_bedrooms import RULE

CASES = [
    ({"bedrooms": "12"}, []),
    ({"bedrooms": "13"}, ["bedrooms"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.housing_tenancy_member", rows) == list(columns)
