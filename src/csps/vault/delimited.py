"""Deliveries in the clear as columns of text, many files in one reading, and where in its file each row stood.

Where a row begins and ends is found first, for all rows at once: at each line end outside quotes. So the line of a row
in its file is exact although values may hold line ends, a row with too many or too few values is set aside by itself,
and a rejected row can be kept as it came. What is left goes to Arrow's reader in one piece.

Quotes stand round a whole value and are doubled inside it (RFC 4180). A file that uses them otherwise is refused whole:
where its rows end would be a guess.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.csv

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_ROW = 1 << 20  # bytes; a longer one is a quote that was never closed
BLOCK = 1 << 24  # bytes that Arrow parses at a time
QUOTE, LINE_FEED, RETURN = b'"'[0], b"\n"[0], b"\r"[0]
POSITION, LINE, TEXT, FIELDS = "_file", "_line", "_text", "_fields"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file whose rows were found.

    Args:
        headings: the names in its first line.
        body: what follows the first line, in UTF-8, ending with a line end unless it is empty.
        edges: where each row begins in the body, and at last where the last one ends.
        lines: the line of the file on which each row begins; the header is line 1.
        fields: how many values each row has; 0 for an empty line, or one of nothing but delimiters, which is no row.
    """

    headings: tuple[str, ...]
    body: bytes
    edges: np.ndarray
    lines: np.ndarray
    fields: np.ndarray

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int((self.fields > 0).sum())


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the rows of a file cannot be found.

    Args:
        rule: a word for it.
        line: the line where it shows, 0 where it is the whole file.
    """

    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """Rows of several files.

    Args:
        rows: `_file` (its place in the sequence), `_line`, `_text` (the row as it came) and a text column for each name.
        ragged: `_file`, `_line` and `_text` of the rows that have too many or too few values.
    """

    rows: pa.Table
    ragged: pa.Table


def rows_of(data: bytes, encoding: str, delimiter: str) -> Delivered | Fault:
    """Find the rows of a file.

    Args:
        data: its bytes.
        encoding: how letters are written.
        delimiter: one mark.
    """
    text = _as_utf_8(data, encoding)
    if isinstance(text, Fault):
        return text
    if not text:
        return Fault("empty file")
    content = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(content == QUOTE) if QUOTE in text else np.zeros(0, np.int64)
    faults = [_quoting_fault(text, content, quotes, delimiter), _line_end_fault(text, content, quotes)]
    if any(faults):  # the first in the file counts, whatever else is wrong after it
        faults.append(_long_row_fault(text, content, quotes))
        return min((fault for fault in faults if fault is not None), key=lambda fault: fault.line)
    return _found(text, content, quotes, delimiter) if text.strip() else Fault("empty file")


def parse(files: Sequence[Delivered], delimiter: str, names: Sequence[str], headings: Sequence[str]) -> Parsed:
    """Read files with the same headings into columns of text; an empty value is missing.

    Args:
        files: what `rows_of` found.
        delimiter: one mark.
        names: what the columns are called afterwards.
        headings: what each of them is called in the files.
    """
    found = _joined(files)
    fields, kept = np.asarray(found[FIELDS]), [POSITION, LINE, TEXT]
    whole = fields == len(files[0].headings)
    ragged = found.filter(pa.array(~whole & (fields > 0))).select(kept)
    rows = (found if whole.all() else found.filter(pa.array(whole))).select(kept)
    columns = _columns(rows[TEXT], delimiter, files[0].headings, headings)
    assert columns.num_rows == rows.num_rows, "rows were found that Arrow reads otherwise"
    for name, heading in zip(names, headings, strict=True):
        rows = rows.append_column(name, columns[heading])
    return Parsed(rows, ragged)


def texts_of(files: Sequence[Delivered]) -> pa.Table:
    """Give `_file`, `_line` and `_text` of every row of some files, as it came."""
    found = _joined(files)
    return found.filter(pa.array(np.asarray(found[FIELDS]) > 0)).select([POSITION, LINE, TEXT])


def _as_utf_8(data: bytes, encoding: str) -> bytes | Fault:
    """Give the text in UTF-8, without a mark at the beginning and with a line end after the last row."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return Fault("encoding", data.count(b"\n", 0, error.start) + 1)
    except UnicodeError:  # UTF-16 without its mark, or cut in the middle of a letter
        return Fault("encoding")
    utf_8 = data if encoding == "utf-8" else text.encode()
    utf_8 = utf_8.removeprefix(b"\xef\xbb\xbf")
    return utf_8 if utf_8.endswith(b"\n") or not utf_8 else utf_8 + b"\n"


def _quoting_fault(text: bytes, content: np.ndarray, quotes: np.ndarray, delimiter: str) -> Fault | None:
    """Find the first quote that neither begins nor ends a value."""
    if not len(quotes):
        return None
    opening, closing = quotes[0::2], quotes[1::2]
    before = content[opening - 1]
    before[opening == 0] = LINE_FEED
    beginnings = (ord(delimiter), LINE_FEED, QUOTE)
    follows = _follows_closing(opening, closing)
    bad_opening = opening[~(np.isin(before, beginnings[:2]) | follows)]
    after = content[closing + 1]  # the text ends with a line end, so that something follows
    bad_closing = closing[~np.isin(after, (ord(delimiter), LINE_FEED, RETURN, QUOTE))]
    wrong = [int(places[0]) for places in (bad_opening, bad_closing) if len(places)]
    if len(opening) > len(closing):
        wrong.append(int(opening[-1]))
    return Fault("quotes", text.count(b"\n", 0, min(wrong)) + 1) if wrong else None


def _follows_closing(opening: np.ndarray, closing: np.ndarray) -> np.ndarray:
    """Say which opening quotes stand right after a closing one: together they are a quote inside a value."""
    follows = np.zeros(len(opening), np.bool_)
    count = len(opening) - 1
    follows[1:] = opening[1:] == closing[:count] + 1
    return follows


def _line_end_fault(text: bytes, content: np.ndarray, quotes: np.ndarray) -> Fault | None:
    """Find the first return outside quotes that no line feed follows: Arrow would end a row there, and we would not."""
    if RETURN not in text:
        return None
    returns = _outside(np.flatnonzero(content == RETURN), quotes)
    alone = returns[content[returns + 1] != LINE_FEED]
    return Fault("line ends", text.count(b"\n", 0, int(alone[0])) + 1) if len(alone) else None


def _long_row_fault(text: bytes, content: np.ndarray, quotes: np.ndarray) -> Fault | None:
    """Find the first row that is too long: it holds a quote that was never closed."""
    if len(text) <= LARGEST_ROW:
        return None
    ends = _outside(np.flatnonzero(content == LINE_FEED), quotes) + 1
    starts = np.concatenate([np.zeros(1, np.int64), ends])
    too_long = np.flatnonzero(np.diff(np.append(starts, len(text))) > LARGEST_ROW)
    return Fault("quotes", text.count(b"\n", 0, int(starts[too_long[0]])) + 1) if len(too_long) else None


def _found(text: bytes, content: np.ndarray, quotes: np.ndarray, delimiter: str) -> Delivered | Fault:
    feeds = np.flatnonzero(content == LINE_FEED)
    ends = _outside(feeds, quotes) + 1
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
    lines = np.searchsorted(feeds, starts) + 1 if len(quotes) else np.arange(1, len(starts) + 1)
    if (ends - starts).max() > LARGEST_ROW:
        return Fault("quotes", int(lines[int((ends - starts > LARGEST_ROW).argmax())]))
    marks = _outside(np.flatnonzero(content == ord(delimiter)), quotes)
    fields = _fields(marks, starts, ends)
    lengths = ends - starts - 1 - (content[ends - 2] == RETURN)
    fields[lengths < fields] = 0  # nothing in it, or nothing but delimiters: an empty line, as spreadsheets write it
    if not fields.any():
        return Fault("empty file")
    first = int((fields > 0).argmax())
    header = text[starts[first] : ends[first]].decode()
    headings = tuple(next(csv.reader([header.rstrip("\r\n")], delimiter=delimiter, strict=True)))
    edges = np.append(starts, ends[-1])[first + 1 :] - ends[first]
    return Delivered(headings, text[int(ends[first]) :], edges, lines[first + 1 :], fields[first + 1 :])


def _fields(marks: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Count the values of each row. Where all rows have equally many, as in a good file, that is seen without a search."""
    each, rest = divmod(len(marks), len(starts))
    if each and not rest:
        by_row = marks.reshape(len(starts), each)
        if (by_row[:, 0] >= starts).all() and (by_row[:, -1] < ends).all():
            return np.full(len(starts), each + 1)
    return np.diff(np.searchsorted(marks, np.concatenate([starts[:1], ends]))) + 1


def _outside(places: np.ndarray, quotes: np.ndarray) -> np.ndarray:
    """Keep the places before which an even number of quotes stands."""
    return places[np.searchsorted(quotes, places) % 2 == 0] if len(quotes) else places


def _joined(files: Sequence[Delivered]) -> pa.Table:
    """Give the rows of all files with their text as they came, which is not copied."""
    tables = []
    for position, file in enumerate(files):
        offsets = pa.py_buffer(file.edges.astype(np.int32))
        text = pa.Array.from_buffers(pa.string(), len(file.lines), [None, offsets, pa.py_buffer(file.body)])
        columns = {
            POSITION: pa.array(np.full(len(text), position, np.int32)),
            LINE: pa.array(file.lines.astype(np.int64)),
            TEXT: text,
            FIELDS: pa.array(file.fields.astype(np.int64)),
        }
        tables.append(pa.table(columns))
    return pa.concat_tables(tables)


def _columns(text: pa.ChunkedArray, delimiter: str, present: Sequence[str], wanted: Sequence[str]) -> pa.Table:
    """Let Arrow cut rows into values."""
    strings = dict.fromkeys(wanted, pa.string())
    whole = _bytes_of(text)
    if not len(whole):
        return pa.table({name: pa.array([], pa.string()) for name in wanted})
    return pyarrow.csv.read_csv(
        pa.py_buffer(whole),
        read_options=pyarrow.csv.ReadOptions(column_names=list(present), block_size=BLOCK),
        parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=QUOTE in whole),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=strings, include_columns=list(wanted), null_values=[""], strings_can_be_null=True
        ),
    )


def _bytes_of(text: pa.ChunkedArray) -> bytes:
    """Give the bytes of texts one after another."""
    pieces = []
    for chunk in text.chunks:
        if len(chunk):
            offsets = np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
            pieces.append(memoryview(chunk.buffers()[2])[offsets[0] : offsets[-1]])
    return b"".join(pieces)
