"""`inspect`: what a file is, without a value of it in the answer."""

import json
from dataclasses import asdict

import pytest
from tests.factories.real_formats import (
    annex_a,
    children,
    cin_census,
    council_tax,
    family_context,
    housing_benefit,
    nccis,
    school_census,
    ssda903,
    written,
    zipped,
)

from csps.domain.errors import DeliveryError, StorageError
from csps.feeds.inspection.run import has_headings, inspect, inspect_file

FILES = {
    "header.csv": ssda903("header", 8),
    "census.xml": cin_census(2024, 3),
    "annex.xlsx": annex_a(3),
    "roll.csv": school_census(5),
    "tax.csv": council_tax("account", 5),
    "claims.csv": housing_benefit("member", 5),
    "neet.csv": nccis(5),
    "people.csv": family_context("person", 5),
    "own.csv": written(
        ["Client ID", "First Name", "Family Name", "D.O.B.", "Shoe size"],
        [(n, c["pers_forename"], c["pers_surname"], c["pers_dob"], "7") for n, c in enumerate(children(8))],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_no_value_of_anybody_is_in_the_answer(name):
    answer = json.dumps(asdict(inspect(FILES[name], name)))
    for child in children(8):
        for value in (child["pers_surname"], child["pers_person_id"], child["pers_dob"], child["pers_upn"]):
            assert not value or value not in answer


@pytest.mark.parametrize("name", FILES)
def test_rows_are_found_in_every_file(name):
    assert sum(table.rows for table in inspect(FILES[name], name).tables.values()) > 0


def test_marks_of_a_register_are_not_taken_for_headings():
    data = b"Learner Ref,Date,Session,Mark\n7,04/09/2024,AM,/\n7,04/09/2024,PM,I\n"
    assert inspect(data, "x.csv").unknown_columns == ("Learner Ref", "Date", "Session", "Mark")


def test_headings_read_under_another_name_are_told():
    data = written(["Child ID", "Review date", "Participation code"], [("1", "01/02/2023", "PN1")])
    found = inspect(data, "x.csv")
    assert (found.tables["feeds.ssd_cla_reviews"].rows, found.unknown_columns) == (1, ())
    assert found.proposed_mapping["Review date"].column == "clar_cla_review_date"


def test_unknown_columns_of_a_known_file_are_named_and_placed():
    data = written(["CHILD", "ETHNIC", "UPN", "FORENAME", "SHOE"], [("1", "WBRI", "UN1", "Ann", "7")])
    found = inspect(data, "x.csv")
    assert found.unknown_columns == ("FORENAME", "SHOE")
    assert found.proposed_mapping["FORENAME"].column == "pers_forename"
    assert "SHOE" not in found.proposed_mapping


def test_an_unknown_file_is_read_as_what_its_columns_say():
    found = inspect(FILES["own.csv"], "own.csv")
    (table,) = found.tables
    assert found.tables[table].rows == 8
    assert found.proposed_mapping["D.O.B."].by == "names and values"
    assert "Shoe size" in found.unknown_columns


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no rows"),
        (b"Ann,Grey,01/02/2010\nBob,Black,03/04/2011\n", "no first line"),
        (b"CHILD,UPN,ETHNIC,upn\n1,2,3,4\n", "same name"),
        (b"PK\x03\x04 and nothing", "damaged"),
        (b"<!DOCTYPE x><Message/>", "entities"),
        (b"%PDF-1.4", "does not know"),
        (b'CHILD,UPN,ETHNIC\n1,2,"3\n', "quotation"),
    ],
)
def test_what_cannot_be_read_whole_is_refused_in_words(data, words):
    with pytest.raises(DeliveryError, match=words) as refusal:
        inspect(data, "a file.csv")
    assert "Grey" not in str(refusal.value)


def test_a_first_line_of_values_is_not_one_of_names():
    assert has_headings(("client_id", "Shoe"))
    assert not has_headings(("Grey", "Black"))
    assert not has_headings(("name", "01/02/2010"))


def test_a_heading_that_could_be_a_value_is_shown_by_its_place():
    data = written(["CHILD", "ETHNIC", "UPN", "a@b.org"], [("1", "WBRI", "UN1", "x")])
    assert inspect(data, "x.csv").unknown_columns == ("column 4",)


def test_a_cover_and_notes_are_left_out_and_named_by_their_place():
    notes = {"Cover": [["Hackney"], ["Made by", "Jane Zebrafinchley"]], "Jane's": [["Jane Zebrafinchley rang"], ["x"]]}
    found = inspect(annex_a(3, beside=notes), "annex.xlsx")
    plain = inspect(annex_a(3), "annex.xlsx")
    assert (found.format, found.tables) == (plain.format, plain.tables)
    assert found.unknown_columns == ("sheet 1", "sheet 2", *plain.unknown_columns)
    assert "Jane" not in str(asdict(found))


def test_an_archive_is_one_file():
    found = inspect(zipped(a__csv=ssda903("header", 2), b__csv=ssda903("reviews", 2)), "x.zip")
    assert found.format == "zip of ssda903"
    assert {"feeds.ssd_person", "feeds.ssd_cla_reviews"} <= set(found.tables)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(StorageError):
        inspect_file(tmp_path / "gone.csv")
