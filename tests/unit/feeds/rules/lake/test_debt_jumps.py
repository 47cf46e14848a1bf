"""The debt moved by more than £50,000 since the balance before."""

from datetime import date

from csps.feeds.rules.lake.debt_jumps import RULE


def test_the_balance_after_a_jump_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        debt_case=[
            {"debt_ref": "x", "balance_date": date(2026, 1, 1), "balance_pence": 0},
            {"debt_ref": "x", "balance_date": date(2026, 1, 8), "balance_pence": 5000001},
        ],
    ) == [2]


def test_as_much_as_is_possible_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            debt_case=[
                {"debt_ref": "x", "balance_date": date(2026, 1, 8), "balance_pence": -5000000},
                {"debt_ref": "x", "balance_date": date(2026, 1, 1), "balance_pence": 0},
                {"debt_ref": "y", "balance_date": date(2026, 1, 15), "balance_pence": 5000000},
            ],
        )
        == []
    )
