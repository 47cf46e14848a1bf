"""The claim begins for a second home while it runs for one."""

from datetime import date

from csps.feeds.rules.lake.one_claim_two_homes import RULE


def test_the_later_of_two_at_once_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        housing_benefit_claim=[
            {"claim_id": "A", "from_date": date(2026, 1, 1), "to_date": date(2026, 5, 1)},
            {"claim_id": "A", "from_date": date(2026, 2, 1)},
        ],
    ) == [2]


def test_one_after_the_other_is_no_overlap(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_benefit_claim=[
                {"claim_id": "A", "from_date": date(2026, 1, 1), "to_date": date(2026, 2, 1)},
                {"claim_id": "A", "from_date": date(2026, 2, 1), "to_date": date(2026, 3, 1)},
            ],
        )
        == []
    )


def test_two_of_different_ones_are_none(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_benefit_claim=[
                {"claim_id": "A", "from_date": date(2026, 1, 1)},
                {"claim_id": "another", "from_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_every_one_inside_a_longer_one_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        housing_benefit_claim=[
            {"claim_id": "A", "from_date": date(2026, 1, 1)},
            {"claim_id": "A", "from_date": date(2026, 2, 1), "to_date": date(2026, 4, 1)},
            {"claim_id": "A", "from_date": date(2026, 6, 1), "to_date": date(2026, 12, 1)},
        ],
    ) == [2, 3]


def test_four_weeks_of_both_are_a_move(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_benefit_claim=[
                {"claim_id": "A", "from_date": date(2026, 1, 1), "to_date": date(2026, 2, 20)},
                {"claim_id": "A", "from_date": date(2026, 2, 1)},
            ],
        )
        == []
    )
