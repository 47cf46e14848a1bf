"""The disposal lies before the offence."""

from csps.feeds.rules.row.disposal_before_offence import RULE

CASES = [
    ({"offence_date": "2026-01-02", "disposal_date": "2026-01-01"}, ["disposal_date"]),
    (
        {"offence_date": "2026-01-02", "disposal_date": "2026-03-01", "disposal_end_date": "2026-02-01"},
        ["disposal_end_date"],
    ),
    ({"offence_date": "2026-01-02", "disposal_date": "2026-01-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.youth_justice_offence", rows) == list(columns)
