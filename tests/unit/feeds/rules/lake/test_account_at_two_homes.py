"""The council tax account begins at a second home while it is open at one."""

from datetime import date

from csps.feeds.rules.lake.account_at_two_homes import RULE


def test_the_later_of_two_at_once_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        council_tax_occupation=[
            {
                "account_ref": "A",
                "property_ref": "P",
                "occupation_date": date(2026, 1, 1),
                "vacation_date": date(2026, 5, 1),
            },
            {"account_ref": "A", "property_ref": "P", "occupation_date": date(2026, 2, 1)},
        ],
    ) == [2]


def test_one_after_the_other_is_no_overlap(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            council_tax_occupation=[
                {
                    "account_ref": "A",
                    "property_ref": "P",
                    "occupation_date": date(2026, 1, 1),
                    "vacation_date": date(2026, 2, 1),
                },
                {
                    "account_ref": "A",
                    "property_ref": "P",
                    "occupation_date": date(2026, 2, 1),
                    "vacation_date": date(2026, 3, 1),
                },
            ],
        )
        == []
    )


def test_two_of_different_ones_are_none(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            council_tax_occupation=[
                {"account_ref": "A", "property_ref": "P", "occupation_date": date(2026, 1, 1)},
                {"account_ref": "another", "property_ref": "P", "occupation_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_every_one_inside_a_longer_one_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        council_tax_occupation=[
            {"account_ref": "A", "property_ref": "P", "occupation_date": date(2026, 1, 1)},
            {
                "account_ref": "A",
                "property_ref": "P",
                "occupation_date": date(2026, 2, 1),
                "vacation_date": date(2026, 4, 1),
            },
            {
                "account_ref": "A",
                "property_ref": "P",
                "occupation_date": date(2026, 6, 1),
                "vacation_date": date(2026, 12, 1),
            },
        ],
    ) == [2, 3]
