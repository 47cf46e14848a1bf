"""The person joined the programme case after it was closed."""

from datetime import date

from csps.feeds.rules.lake.joined_after_closure import RULE


def test_a_day_after_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        programme_member=[
            {"case_ref": "x1", "joined_on": date(2026, 2, 2)},
        ],
        programme_case=[
            {"case_ref": "x1", "closed_on": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_same_day_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            programme_member=[
                {"case_ref": "x1", "joined_on": date(2026, 2, 1)},
            ],
            programme_case=[
                {"case_ref": "x1", "closed_on": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_another_ones_does_not_matter(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            programme_member=[
                {"case_ref": "x1", "joined_on": date(2026, 2, 2)},
            ],
            programme_case=[
                {"case_ref": "x2", "closed_on": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_what_is_missing_breaks_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            programme_member=[
                {"joined_on": date(2026, 2, 2)},
                {"case_ref": "x1", "joined_on": date(2026, 2, 2)},
            ],
            programme_case=[
                {"case_ref": "x1"},
            ],
        )
        == []
    )
