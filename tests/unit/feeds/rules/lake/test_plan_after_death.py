"""The child protection plan began after the child's death."""

from datetime import date

from csps.feeds.rules.lake.plan_after_death import RULE


def test_a_day_after_the_death_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cp_plans=[
            {"cppl_cp_plan_start_date": date(2026, 2, 2)},
        ],
        ssd_person=[
            {"pers_death_date": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_day_of_the_death_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 2, 1)},
            ],
            ssd_person=[
                {"pers_death_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_the_living_break_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 2, 2)},
            ],
            ssd_person=[
                {},
            ],
        )
        == []
    )
