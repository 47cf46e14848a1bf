"""The child protection plan began before the conference that decided on it."""

from datetime import date

from csps.feeds.rules.lake.plan_before_conference import RULE


def test_a_day_before_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cp_plans=[
            {"cppl_icpc_id": "x1", "cppl_cp_plan_start_date": date(2026, 1, 31)},
        ],
        ssd_initial_cp_conference=[
            {"icpc_icpc_id": "x1", "icpc_icpc_date": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_same_day_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_icpc_id": "x1", "cppl_cp_plan_start_date": date(2026, 2, 1)},
            ],
            ssd_initial_cp_conference=[
                {"icpc_icpc_id": "x1", "icpc_icpc_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_another_ones_does_not_matter(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_icpc_id": "x1", "cppl_cp_plan_start_date": date(2026, 1, 31)},
            ],
            ssd_initial_cp_conference=[
                {"icpc_icpc_id": "x2", "icpc_icpc_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_what_is_missing_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cp_plans=[
                {"cppl_cp_plan_start_date": date(2026, 1, 31)},
                {"cppl_icpc_id": "x1", "cppl_cp_plan_start_date": date(2026, 1, 31)},
            ],
            ssd_initial_cp_conference=[
                {"icpc_icpc_id": "x1"},
            ],
        )
        == []
    )
