"""What a draft leaves open about columns."""

from csps.contracts.catalogue import delivered_tables
from csps.feeds.inspection.openings import openings, without_a_place
from csps.feeds.inspection.result import Proposal

TABLE = delivered_tables()["feeds.school_enrolment"]


def proposal(column, confidence):
    return Proposal(table=TABLE.name, column=column, confidence=confidence, by="values")


def test_what_the_contract_needs_is_open_until_it_is_sure():
    found = openings(
        TABLE, {"Ref": proposal("pupil_id", 0.9), "S": proposal("estab", 0.4)}, {"Ref": ["1"], "S": ["2"]}, {}
    )
    assert "pupil_id" not in found
    assert found["estab"] == 'the contract needs it; perhaps "S" (values: 0.40)'
    assert found["entry_date"] == "the contract needs it; name its heading"


def test_a_column_that_may_be_missing_is_open_where_a_heading_may_be_its_own():
    found = openings(TABLE, {"X": proposal("uprn", 0.4)}, {"X": ["100023336956"]}, {})
    assert found["uprn"].startswith('perhaps "X" (values: 0.40), or delete the line and write uprn into absent')
    assert "sex" not in found


def test_names_are_looked_for_among_the_headings_without_a_place():
    found = openings(TABLE, {}, {"Col\nA": ["Ada", "Ben"], "B": ["12"], "C": []}, {})
    assert found["surname"].startswith('perhaps "Col\\nA", or delete')
    assert "B" not in found["forename"]


def test_headings_without_a_place_are_named_for_what_is_needed():
    values = {"Ref": ["1"], "Odd": ["x1"]}
    found = openings(TABLE, {"Ref": proposal("pupil_id", 0.9)}, values, {})
    assert found["estab"] == 'the contract needs it; name its heading, perhaps one of "Odd"'
    assert without_a_place({"Ref": proposal("pupil_id", 0.9)}, values) == ['"Odd"']


def test_a_heading_that_stands_there_twice_is_told_and_its_column_is_never_called_absent():
    found = openings(TABLE, {}, {"Other": ["x1"]}, {"First name": ["x1"], "Col": ["Ada", "Ben"], "Estab": ["2041001"]})
    assert found["forename"].startswith('more than one column is headed "First name", "Col": have them named apart, or')
    assert found["surname"].startswith('more than one column is headed "Col"')
    assert found["estab"] == 'the contract needs it; more than one column is headed "Estab": have them named apart'
    assert "sex" not in found
