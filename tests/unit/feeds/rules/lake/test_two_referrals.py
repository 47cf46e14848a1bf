"""A second referral of the child begins while one is open."""

from datetime import date

from csps.feeds.rules.lake.two_referrals import RULE


def test_the_later_of_two_at_once_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cin_episodes=[
            {"cine_referral_date": date(2026, 1, 1), "cine_close_date": date(2026, 5, 1)},
            {"cine_referral_date": date(2026, 2, 1)},
        ],
    ) == [2]


def test_one_after_the_other_is_no_overlap(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_episodes=[
                {"cine_referral_date": date(2026, 1, 1), "cine_close_date": date(2026, 2, 1)},
                {"cine_referral_date": date(2026, 2, 1), "cine_close_date": date(2026, 3, 1)},
            ],
        )
        == []
    )


def test_two_of_different_ones_are_none(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_episodes=[
                {"cine_referral_date": date(2026, 1, 1)},
                {"cine_referral_date": date(2026, 2, 1), "record_id": "another"},
            ],
        )
        == []
    )


def test_every_one_inside_a_longer_one_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cin_episodes=[
            {"cine_referral_date": date(2026, 1, 1)},
            {"cine_referral_date": date(2026, 2, 1), "cine_close_date": date(2026, 4, 1)},
            {"cine_referral_date": date(2026, 6, 1), "cine_close_date": date(2026, 12, 1)},
        ],
    ) == [2, 3]
