"""The child in need plan began after the case it belongs to was closed."""

from datetime import date

from csps.feeds.rules.lake.plan_after_closure import RULE


def test_a_day_after_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cin_plans=[
            {"cinp_referral_id": "x1", "cinp_cin_plan_start_date": date(2026, 2, 2)},
        ],
        ssd_cin_episodes=[
            {"cine_referral_id": "x1", "cine_close_date": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_same_day_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_plans=[
                {"cinp_referral_id": "x1", "cinp_cin_plan_start_date": date(2026, 2, 1)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_id": "x1", "cine_close_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_another_ones_does_not_matter(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_plans=[
                {"cinp_referral_id": "x1", "cinp_cin_plan_start_date": date(2026, 2, 2)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_id": "x2", "cine_close_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_what_is_missing_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_plans=[
                {"cinp_cin_plan_start_date": date(2026, 2, 2)},
                {"cinp_referral_id": "x1", "cinp_cin_plan_start_date": date(2026, 2, 2)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_id": "x1"},
            ],
        )
        == []
    )
