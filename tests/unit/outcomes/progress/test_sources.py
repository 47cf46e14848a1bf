"""Rows about the people of cases, read out of the lake."""

import pytest
from tests.factories.known_town import DAY

from csps.outcomes.evidence import Evidence
from csps.outcomes.progress.cases import cases_on
from csps.outcomes.progress.known import ATTENDANCE
from csps.outcomes.progress.sources import Sources


@pytest.fixture
def read(programme_town):
    """Give the rows of a table about all cases."""

    def ask(table, day=DAY):
        programme_town.case("F1")
        with programme_town.edition().connect() as lake:
            return Sources(lake, Evidence(lake, cases_on(lake, day).people, day)).read(table)

    return ask


def test_a_row_has_its_case_its_person_and_what_tells_it_from_others(programme_town, read, told):
    programme_town.add(
        "feeds.ssd_missing",
        {"person": "teenager", "miss_table_id": "M7", "miss_missing_episode_start_date": told.weeks(3)},
    )
    programme_town.add(
        "feeds.ssd_missing",
        {"person": "stranger", "miss_table_id": "M8", "miss_missing_episode_start_date": told.weeks(3)},
    )
    (row,) = read("feeds.ssd_missing")
    assert (row["family_id"], row["person_id"], row["happened"], row["row"]) == (
        "F1",
        "teenager",
        told.weeks(3),
        "miss_table_id M7",
    )


def test_an_account_is_read_through_who_lives_there_and_while_they_do(programme_town, read, told):
    member = {"person": "mother", "tenancy_ref": "T1", "start_date": told.weeks(-50), "end_date": told.weeks(10)}
    programme_town.add("feeds.housing_tenancy_member", member)
    programme_town.add(
        "feeds.housing_rent_account",
        *({"tenancy_ref": "T1", "balance_date": told.weeks(week), "balance_pence": 5} for week in (9, 10)),
    )
    assert [(row["person_id"], row["happened"]) for row in read("feeds.housing_rent_account")] == [
        ("mother", told.weeks(9))
    ]


def test_factors_count_from_the_day_on_which_a_manager_signed(programme_town, read, told):
    for number, signed in (("1", told.weeks(5)), ("2", None)):
        programme_town.add(
            "feeds.ssd_cin_assessments",
            {
                "person": "child",
                "cina_assessment_id": number,
                "cina_assessment_start_date": told.weeks(1),
                "cina_assessment_auth_date": signed,
            },
        )
        programme_town.add(
            "feeds.ssd_assessment_factors",
            {
                "record_id": number,
                "cinf_table_id": f"T{number}",
                "cinf_assessment_id": number,
                "cinf_assessment_factors_json": ["1A", "2B"],
                "known_on": told.weeks(5),
            },
        )
    found = read("feeds.ssd_assessment_factors")
    assert sorted((row["factor"], row["happened"], row["row"]) for row in found) == [
        ("1A", told.weeks(5), "cinf_table_id T1"),
        ("2B", told.weeks(5), "cinf_table_id T1"),
    ]


def test_needs_are_about_the_case_and_nobody_in_particular(programme_town, read, told):
    programme_town.add(
        "feeds.programme_need",
        {"record_id": "n", "case_ref": "F1", "need": "SF6.2", "identified_on": told.weeks(0), "status": "OPEN"},
    )
    (row,) = read("feeds.programme_need")
    assert (row["family_id"], row["person_id"], row["need"], row["status"]) == ("F1", "", "SF6.2", "OPEN")


def test_attendance_is_added_up_by_term(programme_town, read, told):
    programme_town.add(
        "feeds.school_attendance",
        *(
            {"person": "child", "week_start": told.weeks(week), "estab": "S", "register_code": code, "sessions": 5}
            for week in range(60, 80)
            for code in ("/", "O")
        ),
    )
    rows = read(ATTENDANCE)
    assert rows
    assert all(row["absent"] * 2 == row["possible"] and row["family_id"] == "F1" for row in rows)
