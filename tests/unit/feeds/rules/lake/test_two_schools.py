"""The pupil enters a second school while the main registration at one is open."""

from datetime import date

from csps.feeds.rules.lake.two_schools import RULE


def test_the_later_of_two_at_once_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        school_enrolment=[
            {"enrol_status": "C", "entry_date": date(2026, 1, 1), "leaving_date": date(2026, 5, 1)},
            {"enrol_status": "C", "entry_date": date(2026, 2, 1)},
        ],
    ) == [2]


def test_one_after_the_other_is_no_overlap(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            school_enrolment=[
                {"enrol_status": "C", "entry_date": date(2026, 1, 1), "leaving_date": date(2026, 2, 1)},
                {"enrol_status": "C", "entry_date": date(2026, 2, 1), "leaving_date": date(2026, 3, 1)},
            ],
        )
        == []
    )


def test_two_of_different_ones_are_none(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            school_enrolment=[
                {"enrol_status": "C", "entry_date": date(2026, 1, 1)},
                {"enrol_status": "C", "entry_date": date(2026, 2, 1), "record_id": "another"},
            ],
        )
        == []
    )


def test_every_one_inside_a_longer_one_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        school_enrolment=[
            {"enrol_status": "C", "entry_date": date(2026, 1, 1)},
            {"enrol_status": "C", "entry_date": date(2026, 2, 1), "leaving_date": date(2026, 4, 1)},
            {"enrol_status": "C", "entry_date": date(2026, 6, 1), "leaving_date": date(2026, 12, 1)},
        ],
    ) == [2, 3]


def test_a_subsidiary_registration_is_no_second_main_one(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            school_enrolment=[
                {"enrol_status": "M", "entry_date": date(2026, 1, 1)},
                {"enrol_status": "S", "entry_date": date(2026, 2, 5)},
            ],
        )
        == []
    )


def test_a_month_of_both_while_a_leaver_is_taken_off_is_usual(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            school_enrolment=[
                {"enrol_status": "C", "entry_date": date(2026, 1, 1), "leaving_date": date(2026, 3, 1)},
                {"enrol_status": "C", "entry_date": date(2026, 2, 1)},
            ],
        )
        == []
    )
