"""The award for a week is over £1,500."""

from csps.feeds.rules.row.award_out_of_range import RULE

CASES = [
    ({"weekly_award_pence": "150000"}, []),
    ({"weekly_award_pence": "150001"}, ["weekly_award_pence"]),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.housing_benefit_claim", rows) == list(columns)
