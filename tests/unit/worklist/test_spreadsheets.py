"""Spreadsheet programs run nothing of what we write, and get the same bytes for the same list."""

import csv
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from csps.worklist.columns import names_of, rows_of
from csps.worklist.sheet import Reason
from csps.worklist.spreadsheets import guarded, notes, text_of, workbook_of

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(workbook):
    """Read the second page of a workbook: a list of texts for each line."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        strings = ["".join(item.itertext()) for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314 - we wrote it
        page = ET.fromstring(book.read("xl/worksheets/sheet2.xml"))  # noqa: S314 - we wrote it
    lines = []
    for row in page.iter(f"{MAIN}row"):
        found = {}
        for cell in row:
            value = cell.find(f"{MAIN}v")
            column = "".join(letter for letter in cell.get("r") if letter.isalpha())
            assert cell.find(f"{MAIN}f") is None, "a formula"
            found[column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
        lines.append(found)
    return lines


def hostile(sheet, text):
    """A list with one reason that a spreadsheet program would run."""
    gathered = sheet({"aa": 16})
    (family,) = gathered.families
    score = replace(family.scores["maltreatment"], reasons=(Reason(raises=True, feature="x", sentence="x"),), band=text)
    return replace(gathered, families=(replace(family, scores={"maltreatment": score}),))


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_text_that_would_be_run_is_guarded_in_the_text_file(sheet, text):
    (row,) = csv.DictReader(io.StringIO(text_of(hostile(sheet, text)).decode("utf-8-sig"), newline=""))
    assert row["maltreatment_band"] == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "http://example.org", "0123"])
def test_a_text_stays_a_text_in_the_workbook(sheet, text):
    _, line = cells(workbook_of(hostile(sheet, text)))
    assert text in line.values()


@pytest.mark.parametrize("value", ["two calls", 3, -3, None, True])
def test_other_values_stay_as_they_are(value):
    assert guarded(value) == value


def test_the_text_file_holds_the_rows(sheet):
    gathered = sheet({"aa": 16, "bb": 3}, met={"aa": [("SF1.1", 1)]})
    read = list(csv.DictReader(io.StringIO(text_of(gathered).decode("utf-8-sig"), newline="")))
    expected = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows_of(gathered)]
    assert [dict(row) for row in read] == [{name: row[name] for name in names_of()} for row in expected]


def test_the_workbook_holds_the_same_rows_as_the_text_file(sheet):
    gathered = sheet({"aa": 16, "bb": 3})
    header, *lines = cells(workbook_of(gathered))
    letters = {name: letter for letter, name in header.items()}
    assert list(letters) == names_of()
    for line, row in zip(lines, rows_of(gathered), strict=True):
        shown = {name: line.get(letters[name]) for name in ("place", "family_id", "maltreatment_band", "adults")}
        assert shown == {name: str(row[name]) for name in shown}


def test_the_same_list_has_the_same_bytes(sheet):
    gathered = sheet({"aa": 16})
    assert workbook_of(gathered) == workbook_of(gathered)
    assert text_of(gathered) == text_of(gathered)
    assert b"2026-11-16T00:00:00Z" in zipfile.ZipFile(io.BytesIO(workbook_of(gathered))).read("docProps/core.xml")


def test_what_a_score_is_and_is_not_goes_with_the_rows(sheet, specs):
    told = dict(notes(sheet({"aa": 16})))
    assert "never a decision" in told["What a score is"]
    assert told["What maltreatment cannot see"] == specs["maltreatment"].caveat
    assert specs["maltreatment"].owner in told["To challenge a score"]


def test_a_list_without_families_can_be_opened(sheet):
    gathered = sheet({})
    assert len(cells(workbook_of(gathered))) == 1
    assert text_of(gathered).decode("utf-8-sig").count("\r\n") == 1
