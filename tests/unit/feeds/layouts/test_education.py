"""The roll and the term: register codes count as they did in their time."""

import json

import pytest
from tests.factories.real_formats import school_census, termly_attendance, written

from csps.feeds.layouts.reading import reading_of


def test_a_pupil_on_the_roll(made):
    row = made(school_census(1), "feeds.school_enrolment")[0]
    assert row["entry_date"] == "2023-09-01"
    assert row["fsm_eligible"] == "true"
    assert row["enrol_status"] == "C"
    (need,) = made(school_census(1), "feeds.school_sen")
    assert (need["need_type"], need["need_rank"], need["provision"]) == ("SEMH", "1", "K")


@pytest.mark.parametrize(
    ("since_2024", "year", "authorised", "unauthorised"), [(True, 2024, 9, 4), (False, None, 9, 4)]
)
def test_absence_is_the_sum_of_its_codes(made, since_2024, year, authorised, unauthorised):
    data = termly_attendance(1, since_2024=since_2024)
    (row,) = made(data, "feeds.termly_attendance")
    assert reading_of(data).schema_year == year
    assert (row["sessions_authorised"], row["sessions_unauthorised"]) == (str(authorised), str(unauthorised))
    assert json.loads(row["sessions_by_code"])["I"] == 6


def test_totals_that_a_file_has_count_before_sums_and_no_number_is_swallowed(made):
    headings = ["UPN", "TermlySessionsPossible", "TermlySessionsAuthorised", "T_Reason_I", "T_Reason_O", "\\", "/"]
    data = written(headings, [("A1", "100", "9", "6", "two", "40", "45")])
    (row,) = made(data, "feeds.termly_attendance")
    assert row["sessions_authorised"] == "9"
    assert row["sessions_unauthorised"] == "two"  # which the rules refuse
    assert '"\\\\":40' in row["sessions_by_code"]
    assert '"/":45' in row["sessions_by_code"]


def test_reception_is_year_nought(made):
    data = written(["UPN", "EnrolStatus", "EntryDate", "Estab", "NCyearActual"], [("A1", "C", "2023-09-01", "1", "R")])
    assert made(data, "feeds.school_enrolment")[0]["nc_year_actual"] == "0"
