"""A file read as numbers is the file read row by row: the same values on the same lines, the same text, the same fault."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.vault import Fault, beside_one_another, coded_stretches_of, nothing_in, parse, rows_of
from csps.vault import coded as module

VALUE = st.sampled_from(["", "a", "Zoë", '"b,c"', '"d\ne"', 'x"y', "1", "22"])
END = st.sampled_from(["\n", "\n", "\r\n", "\n\n", "\r"])
ROW = st.tuples(st.lists(VALUE, min_size=1, max_size=3), END).map(lambda pair: ",".join(pair[0]) + pair[1])
TEXT = st.tuples(END | st.just(""), st.lists(ROW, max_size=12)).map(
    lambda pair: "a,b" + (pair[0] or "\n") + "".join(pair[1])
)


def in_blocks(data, size):
    return (data[start : start + size] for start in range(0, len(data), size))


def row_by_row(data):
    found = rows_of(data, "utf-8", ",")
    if isinstance(found, Fault):
        return found
    parsed = parse([found], ",", ["a", "b"], ["a", "b"])
    rows = [tuple(row[name] for name in ("_line", "a", "b")) for row in parsed.rows.to_pylist()]
    texts = {row["_line"]: row["_text"] for row in (*parsed.rows.to_pylist(), *parsed.ragged.to_pylist())}
    return rows, sorted(parsed.ragged["_line"].to_pylist()), texts


def as_numbers(data, size):
    rows, ragged, texts = [], [], {}
    for stretch in coded_stretches_of(in_blocks(data, size), "utf-8", ","):
        if isinstance(stretch, Fault):
            return stretch
        coded = stretch.read(["a", "b"])
        columns = [
            np.array(coded.columns[name].values.to_pylist(), object)[coded.columns[name].places] for name in "ab"
        ]
        rows += zip(coded.lines.tolist(), *columns, strict=True)
        ragged += coded.ragged.tolist()
        lines = np.sort(np.concatenate([coded.lines, coded.ragged]))
        assert (stretch.has(np.arange(lines[-1] + 5)) >= stretch.first_line).all() if len(lines) else True
        texts |= dict(zip(lines.tolist(), stretch.texts(lines), strict=True))
        assert stretch.rows == len(lines)
    return rows, sorted(ragged), texts


@settings(deadline=None, max_examples=150)
@given(TEXT, st.integers(1, 60))
def test_whatever_the_size_of_the_blocks(text, size):
    data = text.encode()
    whole = row_by_row(data)
    if not isinstance(whole, Fault) and "a" not in rows_of(data, "utf-8", ",").headings:
        return
    assert as_numbers(data, size) == whole


@pytest.mark.parametrize(
    "text", ["a,b\n,\n", "a,b\n,\n1,2\n", "a,b\r\n1,2\r\n,\r\n", "\n,\na,b\n1,2\n", "a,b\n1,2\n,,\n", "a,b\n,\n1,\n,\n"]
)
@pytest.mark.parametrize("size", [1, 7, 60])
def test_lines_of_nothing_but_delimiters_are_no_rows(text, size):
    assert as_numbers(text.encode(), size) == row_by_row(text.encode())


@pytest.mark.parametrize("few", [0, 5000])
def test_texts_are_found_one_by_one_and_all_at_once(monkeypatch, few):
    monkeypatch.setattr(module, "FEW", few)
    monkeypatch.setattr(module, "LOOK_UP", 64)
    data = "".join(["a,b\n", *(f"{number},{number % 7}\n" for number in range(1000))]).encode()
    assert as_numbers(data, 4000) == row_by_row(data)


def test_a_stretch_says_which_lines_are_in_it():
    data = "".join(["a,b\n", *(f"{number},1\n" for number in range(1000))]).encode()
    asked = np.array([2, 500, 501, 1001, 1002])
    found = [stretch.has(asked).tolist() for stretch in coded_stretches_of(in_blocks(data, 2000), "utf-8", ",")]
    assert [line for some in found for line in some] == [2, 500, 501, 1001]


def test_a_row_that_is_too_long_is_a_fault():
    data = b"a,b\n1,2\n" + b"x" * (1 << 21) + b"\n1,2\n"
    assert as_numbers(data, 1 << 16) == Fault("quotes", 3)


def test_lists_beside_one_another_are_filled_up():
    column = nothing_in(3)
    laid = beside_one_another(["a", "b"], {"a": column.values}, {"day": 7})
    assert laid.to_pylist() == [{"a": None, "b": None, "day": 7}]
    assert column.places.tolist() == [0, 0, 0]
