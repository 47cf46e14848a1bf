"""The pupil was not on the roll of the school on that day."""

from datetime import date

from csps.feeds.rules.lake.exclusion_outside_enrolment import RULE


def test_a_pupil_on_the_roll_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            school_exclusion=[
                {"estab": "1", "start_date": date(2026, 2, 2)},
                {"estab": "1", "start_date": date(2026, 3, 2)},
            ],
            school_enrolment=[
                {"estab": "1", "entry_date": date(2026, 2, 6), "leaving_date": date(2026, 3, 2)},
            ],
        )
        == []
    )


def test_before_the_entry_and_after_the_end_it_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        school_exclusion=[
            {"estab": "1", "start_date": date(2026, 2, 2)},
            {"estab": "1", "start_date": date(2026, 3, 2)},
        ],
        school_enrolment=[
            {"estab": "1", "entry_date": date(2026, 2, 9), "leaving_date": date(2026, 3, 1)},
        ],
    ) == [1, 2]


def test_another_school_is_not_enough(lake_breaks):
    assert lake_breaks(
        RULE,
        school_exclusion=[
            {"estab": "2", "start_date": date(2026, 2, 2)},
        ],
        school_enrolment=[
            {"estab": "1", "entry_date": date(2026, 1, 1)},
        ],
    ) == [1]
