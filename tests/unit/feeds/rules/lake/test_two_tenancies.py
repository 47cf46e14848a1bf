"""The person becomes a tenant a second time while a tenancy is open for more than a month longer."""

from datetime import date

from csps.feeds.rules.lake.two_tenancies import RULE


def test_the_later_of_two_at_once_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        housing_tenancy_member=[
            {"is_tenant": True, "start_date": date(2026, 1, 1), "end_date": date(2026, 5, 1)},
            {"is_tenant": True, "start_date": date(2026, 2, 1)},
        ],
    ) == [2]


def test_one_after_the_other_is_no_overlap(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_tenancy_member=[
                {"is_tenant": True, "start_date": date(2026, 1, 1), "end_date": date(2026, 2, 1)},
                {"is_tenant": True, "start_date": date(2026, 2, 1), "end_date": date(2026, 3, 1)},
            ],
        )
        == []
    )


def test_two_of_different_ones_are_none(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_tenancy_member=[
                {"is_tenant": True, "start_date": date(2026, 1, 1)},
                {"is_tenant": True, "start_date": date(2026, 2, 1), "record_id": "another"},
            ],
        )
        == []
    )


def test_every_one_inside_a_longer_one_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        housing_tenancy_member=[
            {"is_tenant": True, "start_date": date(2026, 1, 1)},
            {"is_tenant": True, "start_date": date(2026, 2, 1), "end_date": date(2026, 4, 1)},
            {"is_tenant": True, "start_date": date(2026, 6, 1), "end_date": date(2026, 12, 1)},
        ],
    ) == [2, 3]


def test_a_month_of_both_is_a_move(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            housing_tenancy_member=[
                {"is_tenant": True, "start_date": date(2026, 1, 1), "end_date": date(2026, 2, 28)},
                {"is_tenant": True, "start_date": date(2026, 2, 1)},
            ],
        )
        == []
    )
