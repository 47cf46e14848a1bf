"""The enquiry began before the referral it belongs to."""

from datetime import date

from csps.feeds.rules.lake.enquiry_before_referral import RULE


def test_a_day_before_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_s47_enquiry=[
            {"s47e_referral_id": "x1", "s47e_s47_start_date": date(2026, 1, 31)},
        ],
        ssd_cin_episodes=[
            {"cine_referral_id": "x1", "cine_referral_date": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_same_day_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_s47_enquiry=[
                {"s47e_referral_id": "x1", "s47e_s47_start_date": date(2026, 2, 1)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_id": "x1", "cine_referral_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_another_ones_does_not_matter(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_s47_enquiry=[
                {"s47e_referral_id": "x1", "s47e_s47_start_date": date(2026, 1, 31)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_id": "x2", "cine_referral_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_what_is_missing_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_s47_enquiry=[
                {"s47e_s47_start_date": date(2026, 1, 31)},
                {"s47e_referral_id": "x1", "s47e_s47_start_date": date(2026, 1, 31)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_id": "x1"},
            ],
        )
        == []
    )
