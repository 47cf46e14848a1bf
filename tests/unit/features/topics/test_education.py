"""Attendance, exclusions, special needs and moves."""

import pytest


def weeks(kit, person, first, last, absent):
    rows = []
    for week in range(first, last + 1):
        row = {"person": person, "week_start": kit.ago(week), "estab": "S"}
        rows += [
            {**row, "register_code": "/", "sessions": 10 - absent},
            {**row, "register_code": "U", "sessions": absent},
        ]
    return [row for row in rows if row["sessions"]]


def test_rates_are_over_the_possible_sessions_of_all_children(town, kit):
    rows = [*weeks(kit, "child", 1, 10, 1), *weeks(kit, "teenager", 1, 10, 3)]
    rows.append({"person": "child", "week_start": kit.ago(1), "estab": "S", "register_code": "X", "sessions": 10})
    town.add("feeds.school_attendance", *rows)
    found = kit.values(town, "absence_13w", "unauthorised_absence_52w", "worst_absence_52w", "persistently_absent_52w")
    assert found == {
        "absence_13w": pytest.approx(20.0),
        "unauthorised_absence_52w": pytest.approx(20.0),
        "worst_absence_52w": 30,
        "persistently_absent_52w": 2,
    }


def test_the_change_is_in_percentage_points(town, kit):
    town.add("feeds.school_attendance", *weeks(kit, "child", 1, 12, 1), *weeks(kit, "child", 13, 25, 4))
    assert kit.values(town, "absence_change")["absence_change"] == pytest.approx(10 - 40, abs=3)


def test_a_few_sessions_make_nobody_persistently_absent(town, kit):
    town.add("feeds.school_attendance", *weeks(kit, "child", 1, 3, 9))
    found = kit.values(town, "persistently_absent_52w", "worst_absence_52w", "absence_13w")
    assert found == {"persistently_absent_52w": 0, "worst_absence_52w": None, "absence_13w": pytest.approx(90.0)}


def test_without_a_register_attendance_is_not_known(town, kit):
    town.add("feeds.school_attendance", *weeks(kit, "stranger", 1, 3, 9))
    assert kit.values(town, "absence_52w", "absence_change") == {"absence_52w": None, "absence_change": None}


def test_a_corrected_register_replaces_the_first_one(town, kit):
    row = {"person": "child", "week_start": kit.ago(3), "estab": "S"}
    town.add(
        "feeds.school_attendance",
        {**row, "register_code": "N", "sessions": 8, "known_on": kit.ago(2)},
        {**row, "register_code": "N", "sessions": 1, "known_on": kit.ago(1)},
        {**row, "register_code": "/", "sessions": 9, "known_on": kit.ago(1)},
    )
    assert kit.values(town, "absence_13w") == {"absence_13w": pytest.approx(10.0)}


def test_exclusions_needs_and_schools(town, kit):
    town.add(
        "feeds.school_exclusion",
        {"person": "child", "start_date": kit.ago(3), "exclusion_type": "PERM", "sessions": 4},
        {"person": "child", "start_date": kit.ago(60), "exclusion_type": "SUSP", "exclusion_id": "X2", "sessions": 2},
    )
    town.add("feeds.school_sen", {"person": "child", "need_type": "SEMH", "provision": "E", "start_date": kit.ago(9)})
    town.add(
        "feeds.school_enrolment",
        {"person": "child", "entry_date": kit.ago(9), "fsm_eligible": True, "provision": "PRU"},
    )
    town.add("feeds.school_home_education", {"person": "teenager", "start_date": kit.ago(9)})
    town.add("feeds.early_years_takeup", {"person": "baby", "term_start": kit.ago(9), "taken_up": False})
    names = (
        "exclusions_52w",
        "exclusions_104w",
        "sessions_excluded_52w",
        "permanent_exclusions_104w",
        "special_needs_now",
        "education_plans_now",
        "social_emotional_needs_now",
        "free_school_meals_now",
        "alternative_provision_now",
        "schools_joined_52w",
        "home_educated_now",
        "early_years_not_taken_up_52w",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 2, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1]
