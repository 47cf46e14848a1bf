"""A file read in stretches is the file read whole: the same rows on the same lines, and the same fault."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.vault import Fault, letters_fault, parse, rows_of, stretches_of, texts_of

VALUE = st.sampled_from(["", "a", "Zoë", '"b,c"', '"d\ne"', '"f""g"', 'x"y', '"open', "1"])
END = st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
ROW = st.tuples(st.lists(VALUE, min_size=1, max_size=4), END).map(lambda pair: ",".join(pair[0]) + pair[1])
TEXT = st.tuples(END | st.just(""), st.lists(ROW, max_size=12)).map(lambda pair: pair[0] + "".join(pair[1]))


def in_blocks(data, size):
    return (data[start : start + size] for start in range(0, len(data), size))


def read(data, size, encoding):
    """Read a file as it is read from the drop box: first its letters, then its rows."""
    fault = letters_fault(in_blocks(data, size), encoding)
    return told([fault] if fault else stretches_of(in_blocks(data, size), encoding, ","))


def told(pieces):
    """Give headings and rows as text with their lines, or the fault."""
    rows, headings = [], None
    for piece in pieces:
        if isinstance(piece, Fault):
            return piece
        assert headings in (None, piece.headings)
        headings = piece.headings
        found = texts_of([piece])
        rows += zip(found["_line"].to_pylist(), found["_text"].to_pylist(), strict=True)
    return headings, rows


@settings(deadline=None)
@given(TEXT, st.integers(1, 40), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_whatever_the_size_of_the_blocks(text, size, encoding):
    data = text.encode(encoding)
    whole = told([rows_of(data, encoding, ",")])
    assert read(data, size, encoding) == whole


@pytest.mark.parametrize("text", ["\r\n,\n", ",\r\n\na,b\n,\n1,2\n", "\n \n", "\r\r\na,b\n1,2\n"])
@pytest.mark.parametrize("size", [1, 3, 40])
def test_blank_lines_are_no_rows_before_the_first_and_after(text, size):
    assert read(text.encode(), size, "utf-8") == told([rows_of(text.encode(), "utf-8", ",")])


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(1, 20), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_letters_that_cannot_be_read_are_found_on_the_same_line(data, size, encoding):
    whole = rows_of(data, encoding, ",")
    found = read(data, size, encoding)
    assert (found == whole) if isinstance(whole, Fault) else (found == told([whole]))


@pytest.mark.parametrize("text", ["a,b\n" + "x" * (1 << 21) + "\n1,2\n", 'a,b\n1,"' + "x\n" * (1 << 20) + "\n"])
def test_a_row_that_is_too_long_is_a_fault_without_reading_to_the_end(text):
    data = text.encode()
    assert (
        told(stretches_of(in_blocks(data, 1 << 16), "utf-8", ",")) == rows_of(data, "utf-8", ",") == Fault("quotes", 2)
    )


def test_rows_of_stretches_are_cut_into_the_same_values():
    data = "".join(["a,b\n", *(f"{number},{number % 7}\n" for number in range(1000))]).encode()
    pieces = list(stretches_of(in_blocks(data, 512), "utf-8", ","))
    assert len(pieces) > 10
    values = [
        row for piece in pieces for row in parse([piece], ",", ["b"], ["b"]).rows.select(["_line", "b"]).to_pylist()
    ]
    whole = parse([rows_of(data, "utf-8", ",")], ",", ["b"], ["b"]).rows.select(["_line", "b"]).to_pylist()
    assert values == whole
