"""The child has no referral up to the day the child protection plan began."""

from datetime import date

from csps.feeds.rules.lake.plan_without_referral import RULE


def test_one_before_it_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 2, 1)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_date": date(2026, 1, 1)},
                {"cine_referral_date": date(2026, 3, 1)},
            ],
        )
        == []
    )


def test_one_on_the_same_day_is_enough(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 2, 1)},
            ],
            ssd_cin_episodes=[
                {"cine_referral_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_one_after_it_is_not(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cp_plans=[
            {"cppl_cp_plan_start_date": date(2026, 2, 1)},
        ],
        ssd_cin_episodes=[
            {"cine_referral_date": date(2026, 2, 2)},
        ],
    ) == [1]


def test_another_childs_is_none(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cp_plans=[
            {"cppl_cp_plan_start_date": date(2026, 2, 1)},
        ],
        ssd_cin_episodes=[
            {"record_id": "another", "cine_referral_date": date(2026, 1, 1)},
        ],
    ) == [1]
