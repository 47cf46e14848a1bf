"""Workbooks: values only, whatever else is in them."""

import io
import zipfile

import pytest
import xlsxwriter
from tests.factories.real_formats import annex_a, as_workbook, zipped

from csps.feeds.layouts.catalogue import known
from csps.feeds.readers.workbook import is_workbook, read_workbook
from csps.vault import Fault, parse


def made(write):
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    write(book)
    book.close()
    return sink.getvalue()


def rows(sheet):
    names = list(sheet.delivered.headings)
    return parse([sheet.delivered], ",", names, names).rows.select(["_line", *names]).to_pylist()


def changed(data, part, old, new):
    """Change a part of a workbook, as somebody who means harm would."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            after.writestr(info.filename, content.replace(old, new) if info.filename == part else content)
    return sink.getvalue()


def test_a_workbook_is_told_from_an_archive():
    assert is_workbook(annex_a(1))
    assert not is_workbook(zipped(a__csv=b"a\n1\n"))


@pytest.mark.parametrize("titles", [0, 1, 4])
def test_titles_above_the_headings_do_not_mislead_and_lines_are_those_of_the_sheet(titles):
    contents = read_workbook(annex_a(3, titles=titles), known)
    assert [sheet.name for sheet in contents.sheets][:2] == ["List 1", "List 3"]
    first = rows(contents.sheets[0])
    assert [row["_line"] for row in first] == [titles + 2, titles + 3, titles + 4]
    assert first[0]["Date of Contact"].startswith("2024-01-")


def test_headings_nobody_knows_are_the_first_wide_row():
    def write(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "A report")
        for line, row in enumerate([["colour", "weight"], ["red", 1.0], ["blue", 2.5]], start=2):
            sheet.write_row(line, 0, row)

    (sheet,) = read_workbook(made(write), known).sheets
    assert rows(sheet) == [
        {"_line": 4, "colour": "red", "weight": "1"},
        {"_line": 5, "colour": "blue", "weight": "2.5"},
    ]


def test_a_formula_is_its_saved_result_and_its_text_a_text():
    def write(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["CHILD", "SEX"])
        sheet.write_formula(1, 0, "=1+1", None, 7)
        sheet.write_string(1, 1, "=cmd|'/c calc'!A1")

    (sheet,) = read_workbook(made(write), known).sheets
    assert rows(sheet) == [{"_line": 2, "CHILD": "7", "SEX": "=cmd|'/c calc'!A1"}]


def test_two_cells_in_opposite_corners_are_a_bomb():
    def write(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    assert read_workbook(made(write), known) == Fault("too large")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_declared_entities_are_refused(part):
    data = changed(as_workbook(b"a,b\n1,2\n"), part, b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    assert read_workbook(data, known) == Fault("entities")


def test_what_breaks_off_is_damaged():
    data = as_workbook(b"a,b\n1,2\n")
    assert read_workbook(data[: len(data) // 2], known) == Fault("damaged")


def test_a_workbook_without_a_value_is_empty():
    assert read_workbook(made(lambda book: book.add_worksheet()), known) == Fault("empty file")
