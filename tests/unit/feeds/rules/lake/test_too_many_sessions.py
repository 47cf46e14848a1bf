"""The pupil has more than ten sessions at the school in the week."""

from datetime import date

from csps.feeds.rules.lake.too_many_sessions import RULE


def test_ten_are_possible(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            school_attendance=[
                {"estab": "1", "week_start": date(2026, 11, 9), "register_code": "/", "sessions": 8},
                {"estab": "1", "week_start": date(2026, 11, 9), "register_code": "I", "sessions": 2},
                {"estab": "2", "week_start": date(2026, 11, 9), "register_code": "D", "sessions": 2},
                {"estab": "1", "week_start": date(2026, 11, 2), "register_code": "/", "sessions": 10},
            ],
        )
        == []
    )


def test_all_rows_of_a_week_of_eleven_are_found(lake_breaks):
    assert lake_breaks(
        RULE,
        school_attendance=[
            {"estab": "1", "week_start": date(2026, 11, 9), "register_code": "/", "sessions": 8},
            {"estab": "1", "week_start": date(2026, 11, 9), "register_code": "I", "sessions": 3},
            {"estab": "1", "week_start": date(2026, 11, 2), "register_code": "/", "sessions": 10},
        ],
    ) == [1, 2]
