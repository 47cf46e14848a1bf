"""Delimited text in every dialect becomes the same rows."""

import pytest

from csps.feeds.readers.text import delimiter_of, read_text
from csps.vault import Fault, parse

ROWS = [["id", "name", "note"], ["1", "Ann", "likes, commas"], ["2", "Bob", ""]]


def values(contents):
    sheet = contents.sheets[0]
    names = list(sheet.delivered.headings)
    parsed = parse([sheet.delivered], sheet.delimiter, names, names)
    return [[row[name] or "" for name in names] for row in parsed.rows.select(names).to_pylist()]


@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_dialect_gives_the_same_rows(delimiter, encoding, end):
    lines = [delimiter.join(f'"{value}"' if delimiter in value else value for value in row) for row in ROWS]
    contents = read_text((end.join(lines) + end).encode(encoding))
    assert values(contents) == ROWS[1:]


def test_a_delimiter_inside_values_does_not_mislead():
    assert delimiter_of("a|b\n1,5|2,5\n3,5|4,5\n") == "|"


def test_a_text_of_one_column_has_commas():
    assert delimiter_of("a\nb\nc\n") == ","


def test_blanks_before_quotation_marks_are_taken_away():
    assert values(read_text(b'id, name, note\n1, "Ann", "a, b"\n')) == [["1", "Ann", "a, b"]]


@pytest.mark.parametrize(
    ("data", "rule"), [(b'a,b\n1,"2\n', "quotes"), (b'a,b\n1,x"2"\n', "quotes"), (b"a\r1\nb\n", "line ends")]
)
def test_what_would_be_a_guess_is_a_fault(data, rule):
    assert read_text(data).rule == rule


def test_a_declared_encoding_is_kept_to():
    assert read_text("a\nZoë\n".encode("cp1252"), encoding="utf-8") == Fault("encoding", 2)


def test_titles_may_stand_above_headings_that_are_known():
    def known(names):
        return sum(name in ("id", "name", "note") for name in names)

    titled = "Extract of the register;;\nProduced on 01/04/2024;;\n\nid;name;note\n1;Ann;x\n"
    contents = read_text(titled.encode(), known=known)
    assert values(contents) == [["1", "Ann", "x"]]
    assert contents.sheets[0].delivered.lines.tolist() == [5]
    assert read_text(titled.encode()).sheets[0].delivered.headings[0] == "Extract of the register"
    fault = read_text(b'Title\n\nid,name\n1,x"2\n', known=known)
    assert fault == Fault("quotes", 4)
    assert values(read_text(b"id,name\nid,name\n", known=known)) == [["id", "name"]], "the first line is one already"
