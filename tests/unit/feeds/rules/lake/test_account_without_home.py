"""The account was never at any home."""

from csps.feeds.rules.lake.account_without_home import RULE


def test_one_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            council_tax_account=[
                {"account_ref": "x"},
            ],
            council_tax_occupation=[
                {"account_ref": "x"},
            ],
        )
        == []
    )


def test_none_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        council_tax_account=[
            {"account_ref": "x"},
        ],
        council_tax_occupation=[
            {"account_ref": "y"},
        ],
    ) == [1]
