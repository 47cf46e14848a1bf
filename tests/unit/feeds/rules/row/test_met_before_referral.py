"""The meeting took place before the referral that led to it."""

from csps.feeds.rules.row.met_before_referral import RULE

CASES = [
    ({"meeting_date": "2026-11-01", "referral_date": "2026-11-02"}, ["meeting_date"]),
    ({"meeting_date": "2026-11-02", "referral_date": "2026-11-02"}, []),
    ({"meeting_date": "2026-11-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.marac_case", rows) == list(columns)
