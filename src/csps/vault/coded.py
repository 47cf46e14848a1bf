"""A long delivery in the clear as numbers: each column a list of its distinct values, and for each row a place in it.

Attendance of a whole borough has millions of rows and a few thousand different values. What is asked of a value is then
asked once of each, and a row costs some whole numbers. Rows, lines and texts are those that `stretches_of` finds.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from csps.vault.delimited import BLOCK, LARGEST_ROW, LINE, QUOTE, RETURN, Delivered, Fault, Parsed, parse
from csps.vault.stretches import Piece, blank, found_in, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NUMBERS = pa.dictionary(pa.int32(), pa.string())
LOOK_UP = 1 << 12  # bytes among which a line is looked for
FEW = 2000  # lines that are looked for one by one; more are cut all at once


@dataclass(frozen=True, slots=True)
class CodedColumn:
    """A column of some rows.

    Args:
        values: its distinct values; a missing one, if any, is the last.
        places: for each row the place of its value.
    """

    values: pa.Array
    places: np.ndarray


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows as numbers.

    Args:
        columns: by heading.
        lines: the line of the file on which each row stands.
        ragged: the lines of rows that have too many or too few values, which are not among the others.
    """

    columns: Mapping[str, CodedColumn]
    lines: np.ndarray
    ragged: np.ndarray

    @property
    def rows(self) -> int:
        """How many rows there are, the ragged ones with them."""
        return len(self.lines) + len(self.ragged)


@dataclass(slots=True)
class CodedStretch:
    """A stretch of a file whose rows can be found.

    Args:
        headings: of the file.
        body: its rows, without the first row of the file.
        first_line: the line of the file on which the body begins.
        delimiter: one mark.
        piece: the same, with the file's first row.
        found: its rows one by one, where they had to be looked for.

    Attributes:
        rows: how many there are, once they were read.
    """

    headings: tuple[str, ...]
    body: bytes
    first_line: int
    delimiter: str
    piece: Piece
    found: Delivered | None = None
    rows: int = 0
    _ends: tuple[int, ...] = field(default=(), init=False)

    def read(self, wanted: Sequence[str]) -> Coded:
        """Read some columns.

        Args:
            wanted: their headings.
        """
        coded = (self._read_plain(wanted) if self.found is None else None) or self._read_found(wanted)
        self.rows = coded.rows
        return coded

    def texts(self, lines: np.ndarray) -> list[str]:
        """Give the text of rows as they came.

        Args:
            lines: on which they stand, in order, all of them in this stretch.
        """
        if self.found is not None:
            places = np.searchsorted(self.found.lines, lines)
            edges = self.found.edges
            return [self.found.body[edges[place] : edges[place + 1]].decode() for place in places]
        if len(lines) > FEW:
            every = self.body.split(b"\n")
            return [f"{every[line - self.first_line].decode()}\n" for line in lines.tolist()]
        return [self._line(line - self.first_line) for line in lines.tolist()]

    def has(self, lines: np.ndarray) -> np.ndarray:
        """Give those of some lines, in order, that are in this stretch."""
        last = self.first_line + self._lines
        return lines[np.searchsorted(lines, self.first_line) : np.searchsorted(lines, last)]

    @property
    def _lines(self) -> int:
        return self.piece.lines_before + self.piece.lines - self.first_line + 1

    def _read_plain(self, wanted: Sequence[str]) -> Coded | None:
        """Read a body without quotes in one piece; None where a line of it is no row of as many values as headings."""
        if not self.body or self._has_blank_rows():
            return None
        try:
            table = pyarrow.csv.read_csv(
                pa.py_buffer(self.body),
                read_options=pyarrow.csv.ReadOptions(column_names=list(self.headings), block_size=BLOCK),
                parse_options=pyarrow.csv.ParseOptions(delimiter=self.delimiter),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(wanted, NUMBERS),
                    include_columns=list(wanted),
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
        except pa.ArrowInvalid:
            return None
        lines = self._lines
        if table.num_rows != lines:  # Arrow leaves empty lines out
            return None
        unified = table.unify_dictionaries()
        columns = {heading: _coded(unified[heading].combine_chunks()) for heading in wanted}
        return Coded(columns, np.arange(self.first_line, self.first_line + lines), np.zeros(0, np.int64))

    def _has_blank_rows(self) -> bool:
        """Say whether a line is nothing but the delimiters of a row, which Arrow would take for a row of empty values."""
        marks = self.delimiter.encode() * (len(self.headings) - 1)
        ends = (b"\n", b"\r\n") if RETURN in self.body else (b"\n",)
        return any(self.body.startswith(marks + end) or b"\n" + marks + end in self.body for end in ends)

    def _read_found(self, wanted: Sequence[str]) -> Coded:
        """Read rows that are looked for one by one."""
        if self.found is None:
            found = found_in(self.piece, self.delimiter)
            assert isinstance(found, Delivered), "a text without quotes was refused"
            self.found = found
        parsed: Parsed = parse([self.found], self.delimiter, list(wanted), list(wanted))
        columns = {
            heading: _coded(parsed.rows[heading].combine_chunks().dictionary_encode())
            if parsed.rows.num_rows
            else CodedColumn(pa.array([], pa.string()), np.zeros(0, np.int32))
            for heading in wanted
        }
        return Coded(columns, _numbers(parsed.rows[LINE]), _numbers(parsed.ragged[LINE]))

    def _line(self, place: int) -> str:
        """Give a line of the body by its place."""
        start = 0
        if place:
            if not self._ends:
                counts = (self.body.count(b"\n", at, at + LOOK_UP) for at in range(0, len(self.body), LOOK_UP))
                self._ends = tuple(accumulate(counts))
            block = bisect_left(self._ends, place)
            start = block * LOOK_UP
            for _ in range(place - (self._ends[block - 1] if block else 0)):
                start = self.body.index(b"\n", start) + 1
        return self.body[start : self.body.index(b"\n", start) + 1].decode()


def coded_stretches_of(blocks: Iterable[bytes], encoding: str, delimiter: str) -> Iterator[CodedStretch | Fault]:
    """Yield a file in stretches that can be read as numbers; a fault is the last that is yielded.

    Args:
        blocks: the file's bytes, all of which are letters.
        encoding: how letters are written.
        delimiter: one mark.
    """
    headings: tuple[str, ...] = ()
    for piece in pieces_of(blocks, encoding, delimiter):
        if isinstance(piece, Fault):
            yield piece
            return
        if _is_plain(piece, delimiter):
            head = piece.header or piece.text[: piece.text.index(b"\n") + 1]
            headings = headings or tuple(
                next(csv.reader([head.decode().rstrip("\r\n")], delimiter=delimiter, strict=True))
            )
            begins = 0 if piece.header else len(head)
            first = piece.lines_before + 1 + bool(begins)
            yield CodedStretch(headings, piece.text[begins:], first, delimiter, piece)
            continue
        found = found_in(piece, delimiter)
        if isinstance(found, Fault):
            yield found
            return
        headings = found.headings
        yield CodedStretch(headings, piece.text, piece.lines_before + 1, delimiter, piece, found)


def beside_one_another(names: Sequence[str], values: Mapping[str, pa.Array], more: Mapping[str, object]) -> pa.Table:
    """Give lists of values as columns, each filled up with nothing to the length of the longest.

    Args:
        names: of all columns; one without values holds nothing.
        values: by name.
        more: further columns, each with one value in every row.
    """
    longest = max(len(each) for each in values.values())
    columns = {}
    for name in names:
        filled = values[name] if name in values else pa.nulls(0, pa.string())
        columns[name] = pa.concat_arrays([filled, pa.nulls(longest - len(filled), pa.string())])
    return pa.table(columns | {name: pa.array([value] * longest) for name, value in more.items()})


def nothing_in(rows: int) -> CodedColumn:
    """Give a column that holds nothing in any of some rows."""
    return CodedColumn(pa.nulls(1, pa.string()), np.zeros(rows, np.int32))


def _is_plain(piece: Piece, delimiter: str) -> bool:
    """Say whether every line of a piece is a row or an empty line, so that a row's line is its place."""
    text = piece.text
    if QUOTE in text or QUOTE in piece.header or (not piece.header and blank(text, delimiter)):
        return False
    if RETURN in text and text.count(b"\r") != text.count(b"\r\n"):
        return False
    half = LARGEST_ROW // 2
    return all(text.find(b"\n", start, start + half) >= 0 for start in range(0, len(text) - half, half))


def _coded(column: pa.DictionaryArray) -> CodedColumn:
    places, values = column.indices, column.dictionary
    if places.null_count:
        places = pc.fill_null(places, len(values))
        values = pa.concat_arrays([values, pa.nulls(1, values.type)])
    return CodedColumn(values, places.to_numpy())


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(column.combine_chunks(), np.int64)
