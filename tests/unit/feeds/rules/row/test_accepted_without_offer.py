"""A return interview was accepted that was never offered."""

from csps.feeds.rules.row.accepted_without_offer import RULE

CASES = [
    ({"miss_missing_rhi_accepted": "1", "miss_missing_rhi_offered": "0"}, ["miss_missing_rhi_accepted"]),
    ({"miss_missing_rhi_accepted": "1", "miss_missing_rhi_offered": "1"}, []),
    ({"miss_missing_rhi_accepted": "0", "miss_missing_rhi_offered": "0"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_missing", rows) == list(columns)
