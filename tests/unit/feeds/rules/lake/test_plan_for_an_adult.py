"""The child protection plan began when the person was 18 or older."""

from datetime import date

from csps.feeds.rules.lake.plan_for_an_adult import RULE


def test_from_the_eighteenth_birthday_on_it_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cp_plans=[
            {"cppl_cp_plan_start_date": date(2026, 2, 15)},
        ],
        ssd_person=[
            {"month_of_birth": "2008-02"},
        ],
    ) == [1]


def test_up_to_it_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 2, 14)},
            ],
            ssd_person=[
                {"month_of_birth": "2008-02"},
            ],
        )
        == []
    )


def test_an_unknown_birth_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 2, 14)},
            ],
            ssd_person=[
                {},
            ],
        )
        == []
    )
