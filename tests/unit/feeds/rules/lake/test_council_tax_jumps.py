"""The council tax balance moved by more than £10,000 since the one before."""

from datetime import date

from csps.feeds.rules.lake.council_tax_jumps import RULE


def test_the_balance_after_a_jump_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        council_tax_arrears=[
            {"account_ref": "x", "balance_date": date(2026, 1, 1), "balance_pence": 0},
            {"account_ref": "x", "balance_date": date(2026, 1, 8), "balance_pence": 1000001},
        ],
    ) == [2]


def test_as_much_as_is_possible_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            council_tax_arrears=[
                {"account_ref": "x", "balance_date": date(2026, 1, 8), "balance_pence": -1000000},
                {"account_ref": "x", "balance_date": date(2026, 1, 1), "balance_pence": 0},
                {"account_ref": "y", "balance_date": date(2026, 1, 15), "balance_pence": 1000000},
            ],
        )
        == []
    )
