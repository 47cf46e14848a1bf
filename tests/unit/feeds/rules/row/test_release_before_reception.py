"""The release is expected before the reception into prison."""

from csps.feeds.rules.row.release_before_reception import RULE

CASES = [
    ({"reception_date": "2026-01-02", "expected_release_date": "2026-01-01"}, ["expected_release_date"]),
    ({"reception_date": "2026-01-02", "expected_release_date": "2026-01-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.prison_custody", rows) == list(columns)
