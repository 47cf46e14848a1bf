"""The claimant was under 16 when the benefit began."""

from csps.feeds.rules.row.claimant_under_16 import RULE

CASES = [
    ({"date_of_birth": "2010-01-02", "start_date": "2026-01-01", "benefit": "UC"}, ["start_date"]),
    ({"date_of_birth": "2010-01-01", "start_date": "2026-01-01", "benefit": "UC"}, []),
    ({"date_of_birth": "2015-01-02", "start_date": "2026-01-01", "benefit": "DLA"}, []),
    ({"start_date": "2026-01-01", "benefit": "UC"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.benefit_spell", rows) == list(columns)
