"""Delimited text: every row with its line, whatever stands in it; or a fault, and never a guess."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.vault.delimited import LARGEST_ROW, Delivered, Fault, parse, rows_of


def read(*texts, delimiter=",", names=None):
    files = [rows_of(text.encode() if isinstance(text, str) else text, "utf-8", delimiter) for text in texts]
    headings = names or files[0].headings
    return parse(files, delimiter, headings, headings)


def values(parsed, *names):
    return list(zip(*(parsed.rows[name].to_pylist() for name in names), strict=True))


def test_rows_of_many_files_know_file_and_line():
    parsed = read("a,b\n1,2\n3,4\n", "a,b\n", "a,b\n5,6")
    assert values(parsed, "_file", "_line", "a", "b") == [(0, 2, "1", "2"), (0, 3, "3", "4"), (2, 2, "5", "6")]


def test_a_line_end_inside_quotes_counts_as_a_line_and_ends_no_row():
    parsed = read('a,b\n"x\ny\n",2\n3,"4"\n')
    assert values(parsed, "_line", "a", "b") == [(2, "x\ny\n", "2"), (5, "3", "4")]


def test_a_delimiter_and_a_quote_inside_quotes_are_letters():
    assert values(read('a|b\n"x|""y"""|2\n', delimiter="|"), "a", "b") == [('x|"y"', "2")]


def test_an_empty_value_is_missing_quoted_or_not():
    assert values(read('a,b\n,""\n'), "a", "b") == [(None, None)]


def test_empty_lines_are_no_rows():
    parsed = read("\n\na,b\r\n\r\n1,2\r\n\n3,4\n")
    assert values(parsed, "_line", "a") == [(5, "1"), (7, "3")]


def test_lines_of_nothing_but_delimiters_are_no_rows_as_spreadsheets_write_them():
    parsed = read(",,\n\na,b\n1,2\n,\n,,,\r\n ,\n3,4\n,")
    assert values(parsed, "_line", "a") == [(4, "1"), (7, " "), (8, "3")]
    assert parsed.ragged.num_rows == 0


def test_a_row_with_another_number_of_values_is_set_aside_as_it_came():
    parsed = read('a,b\n1\n2,3,"4\n5"\n6,7\n')
    assert values(parsed, "_line", "a") == [(5, "6")]
    assert parsed.ragged.to_pylist() == [
        {"_file": 0, "_line": 2, "_text": "1\n"},
        {"_file": 0, "_line": 3, "_text": '2,3,"4\n5"\n'},
    ]


def test_only_the_columns_asked_for_are_read():
    parsed = parse([rows_of(b"a,b,c\n1,2,3\n", "utf-8", ",")], ",", ["third"], ["c"])
    assert parsed.rows.column_names == ["_file", "_line", "_text", "third"]
    assert values(parsed, "third") == [("3",)]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("a\nZoë\n".encode(), "utf-8"),
        ("a\nZoë\n".encode("utf-8-sig"), "utf-8"),
        ("a\nZoë\n".encode("utf-8-sig"), "utf-8-sig"),
        ("a\r\nZoë".encode("utf-16"), "utf-16"),
        ("a\nZoë\n".encode("cp1252"), "cp1252"),
        ("a\nZoë\n".encode("iso-8859-1"), "iso-8859-1"),
    ],
)
def test_every_declared_encoding_is_read(data, encoding):
    parsed = parse([rows_of(data, encoding, ",")], ",", ["a"], ["a"])
    assert values(parsed, "a") == [("Zoë",)]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault("empty file")),
        (b"\n \n", Fault("empty file")),
        (b",\n\n,,\r\n", Fault("empty file")),
        (b"a,b\n1,2\n3,\xff\n", Fault("encoding", 3)),
        (b'a,b\n1,x"y"\n', Fault("quotes", 2)),
        (b'a,b\n1,2\n1,"x"y\n', Fault("quotes", 3)),
        (b'a,b\n1,"2\n3,4\n', Fault("quotes", 2)),
        (b"a,b\n1,2\r3,4\n", Fault("line ends", 2)),
        (b"a,b\r1,2\r", Fault("line ends", 1)),
    ],
)
def test_what_cannot_be_read_is_a_fault(data, fault):
    assert rows_of(data, "utf-8", ",") == fault


def test_text_that_is_cut_in_the_middle_of_a_letter_is_a_fault():
    assert rows_of("a\n1\n".encode("utf-16")[:-1], "utf-16", ",").rule == "encoding"


def test_a_quote_that_is_closed_much_later_is_a_fault():
    data = b'a,b\n1,2\n3,"' + b"4\n" * LARGEST_ROW + b'"\n'
    assert rows_of(data, "utf-8", ",") == Fault("quotes", 3)


def test_a_file_with_a_header_only_has_no_rows():
    found = rows_of(b"a,b", "utf-8", ",")
    assert isinstance(found, Delivered)
    assert (found.headings, found.rows) == (("a", "b"), 0)
    assert read("a,b").rows.num_rows == 0


TEXTS = st.text(st.sampled_from('ab,"\n\r é;'), max_size=6)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_it_reads_what_a_writer_of_csv_wrote(rows, newline, quoting):
    if quoting == csv.QUOTE_MINIMAL:  # this writer leaves a return without quotes, which nobody can read back
        rows = [[value.replace("\r", "") for value in row] for row in rows]
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator=newline, quoting=quoting)
    writer.writerows([["a", "b"], *rows])
    parsed = read(sink.getvalue().encode())
    there = [row for row in rows if any(row) or quoting == csv.QUOTE_ALL]
    assert values(parsed, "a", "b") == [tuple(value or None for value in row) for row in there]
    began = sink.getvalue().split("\n")
    texts = parsed.rows["_text"].to_pylist()
    for line, text in zip(parsed.rows["_line"].to_pylist(), texts, strict=True):
        assert "\n".join(began[line - 1 :]).startswith(text.rstrip("\r\n"))
