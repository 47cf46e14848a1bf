"""The rent for a week is under £1 or over £2,000."""

from csps.feeds.rules.row.rent_out_of_range import RULE

CASES = [
    ({"weekly_rent_pence": "99"}, ["weekly_rent_pence"]),
    ({"weekly_rent_pence": "100"}, []),
    ({"weekly_rent_pence": "200000"}, []),
    ({"weekly_rent_pence": "200001"}, ["weekly_rent_pence"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.housing_rent_account", rows) == list(columns)
