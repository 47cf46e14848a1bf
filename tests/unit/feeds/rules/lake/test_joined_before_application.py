"""The person joined the homeless household before it applied."""

from datetime import date

from csps.feeds.rules.lake.joined_before_application import RULE


def test_a_day_before_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        homelessness_person=[
            {"case_ref": "x1", "joined_date": date(2026, 1, 31)},
        ],
        homelessness_case=[
            {"case_ref": "x1", "application_date": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_same_day_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            homelessness_person=[
                {"case_ref": "x1", "joined_date": date(2026, 2, 1)},
            ],
            homelessness_case=[
                {"case_ref": "x1", "application_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_another_ones_does_not_matter(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            homelessness_person=[
                {"case_ref": "x1", "joined_date": date(2026, 1, 31)},
            ],
            homelessness_case=[
                {"case_ref": "x2", "application_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_what_is_missing_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            homelessness_person=[
                {"joined_date": date(2026, 1, 31)},
                {"case_ref": "x1", "joined_date": date(2026, 1, 31)},
            ],
            homelessness_case=[
                {"case_ref": "x1"},
            ],
        )
        == []
    )
