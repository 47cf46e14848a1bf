"""The debt is paid, written off or cleared, and something is owed."""

from csps.feeds.rules.row.paid_with_balance import RULE

CASES = [
    ({"stage": "PAID", "balance_pence": "100", "balance_date": "2026-01-01"}, ["balance_pence"]),
    ({"stage": "PAID", "balance_pence": "0", "balance_date": "2026-01-01"}, []),
    ({"stage": "COURT", "balance_pence": "100", "balance_date": "2026-01-01"}, []),
    (
        {"stage": "PLAN", "balance_pence": "100", "balance_date": "2026-01-01", "cleared_date": "2026-01-01"},
        ["balance_pence"],
    ),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.debt_case", rows) == list(columns)
