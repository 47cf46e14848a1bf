"""Many rows from NumPy columns to a delimited text file or a Parquet file, fast and the same bytes every time.

This is how the synthetic borough writes deliveries as agencies would send them, and its truth. A column is

- a NumPy array of whole numbers (a masked array where some are missing), booleans or finite-or-missing floats;
- a NumPy array of days (`datetime64[D]`, NaT where missing);
- a NumPy array of strings (`str`, `StringDType` or `object`, None where missing);
- `Coded(indices, vocabulary)`: positions in a short list of strings, -1 where missing. The fastest by far.

Rows are built with Arrow's own joins, a block at a time, so memory does not grow with the number of rows.
`docs/decisions/0004-csv-writer.md` says what else was measured.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import UsageError
from csps.store.files import replacement
from csps.store.parquet import ROWS_PER_GROUP, ParquetFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Column: TypeAlias = "np.ndarray | Coded"
    Block: TypeAlias = Callable[[int, int], pa.Array]

ROWS_PER_BLOCK = 1 << 16  # a block's texts stay in the processor's cache; measured best between 2^14 and 2^20
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column given as positions in a vocabulary.

    Args:
        indices: whole numbers, one per row; -1 where the value is missing.
        vocabulary: the strings they stand for; None stands for a missing value too.
    """

    indices: np.ndarray
    vocabulary: Sequence[str | None] | np.ndarray

    def __len__(self) -> int:
        return len(self.indices)


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written: rows without the header, and bytes."""

    rows: int
    bytes: int


def write_csv(
    path: Path,
    columns: Mapping[str, Column],
    *,
    delimiter: str = ",",
    date_format: str = "%Y-%m-%d",
    encoding: str = "utf-8",
    newline: str = "\n",
) -> Written:
    r"""Write columns of equal length as delimited text with a header; a field is quoted only where it must be.

    Missing values are empty fields, booleans "true" and "false". The file is written aside and renamed into place.

    Args:
        path: the file to make or replace; its folder must exist.
        columns: names and columns in the order of the file.
        delimiter: one character.
        date_format: as `datetime.date.strftime` takes it, for example "%d/%m/%Y".
        encoding: a Python codec; "utf-8-sig" and "utf-16" put their mark once, at the beginning.
        newline: what ends a line, for example "\r\n".

    Raises:
        UsageError: no columns, lengths differ, a column of a kind that is not listed above, or a text that the
            encoding cannot hold.
        StorageError: the disk refused; nothing was changed.
    """
    rows = CsvRows(columns, delimiter=delimiter, date_format=date_format, encoding=encoding, newline=newline)
    return rows.write(path, 0, len(rows))


class CsvRows:
    """Rows ready to be written as text, whole or a stretch at a time: one table cut into many deliveries.

    The vocabularies are prepared once, so a short stretch costs what is in it.

    Args:
        columns: as for `write_csv`, and so are the other arguments.

    Raises:
        UsageError: as for `write_csv`.
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        *,
        delimiter: str = ",",
        date_format: str = "%Y-%m-%d",
        encoding: str = "utf-8",
        newline: str = "\n",
    ) -> None:
        self._rows = _length(columns)
        pattern = f'[\\x{{{ord(delimiter):x}}}"\r\n]'
        self._blocks = [_texts(name, column, pattern, date_format) for name, column in columns.items()]
        names = _quoted(pa.array(list(columns), pa.string()), pattern).to_pylist()
        self._header = delimiter.join(names) + newline
        self._delimiter, self._encoding, self._newline = delimiter, encoding, newline

    def __len__(self) -> int:
        return self._rows

    def write(self, path: Path, start: int, end: int) -> Written:
        """Write rows `start` to `end` (not included) with a header; aside first, then renamed into place.

        Raises:
            UsageError: a text that the encoding cannot hold.
            StorageError: the disk refused; nothing was changed.
        """
        encoder = codecs.getincrementalencoder(self._encoding)()
        unchanged = codecs.lookup(self._encoding).name == "utf-8"
        try:
            with replacement(path) as sink:
                sink.write(encoder.encode(self._header))
                for first in range(start, end, ROWS_PER_BLOCK):
                    fields = [block(first, min(first + ROWS_PER_BLOCK, end)) for block in self._blocks]
                    lines = _lines(fields, self._delimiter, self._newline)
                    sink.write(lines if unchanged else encoder.encode(lines.tobytes().decode()))
        except UnicodeEncodeError as error:
            raise UsageError(
                f"{path.name} holds a character that {self._encoding} cannot hold.",
                next_step="Choose another encoding.",
            ) from error
        return Written(end - start, sink.size)


def write_parquet(path: Path, columns: Mapping[str, Column], aside: Path | None = None) -> Written:
    """Write columns of equal length as one Parquet file, the way the lake does (codec, row groups, same bytes).

    Types follow the arrays: int64, bool, double, date32 and string. Missing values are nulls.

    Args:
        path: the file to make or replace; its folder must exist.
        columns: names and columns in the order of the file.
        aside: a folder where it is written before it is renamed into place; its own unless told.

    Raises:
        UsageError: no columns, lengths differ, or a column of a kind that is not listed above.
        StorageError: the disk refused; nothing was changed.
    """
    rows = _length(columns)
    blocks = [_values(name, column) for name, column in columns.items()]
    schema = pa.schema([(name, block(0, 0).type) for name, block in zip(columns, blocks, strict=True)])
    with replacement(path, aside) as sink, ParquetFile(sink, schema) as file:
        for start in range(0, rows, ROWS_PER_GROUP):
            end = min(start + ROWS_PER_GROUP, rows)
            file.write(pa.Table.from_arrays([block(start, end) for block in blocks], schema=schema))
    return Written(rows, sink.size)


def _length(columns: Mapping[str, Column]) -> int:
    """Give the length that all columns share, or refuse."""
    lengths = {name: len(column) for name, column in columns.items()}
    if not lengths:
        raise UsageError("A file without columns cannot be written.")
    if len(set(lengths.values())) > 1:
        raise UsageError(f"Columns of different lengths cannot be written: {lengths}.")
    return next(iter(lengths.values()))


def _lines(fields: Sequence[pa.Array], delimiter: str, newline: str) -> memoryview:
    """Join fields to lines; give their bytes in UTF-8."""
    # A line without any character would be skipped by most readers, so a lone missing field is an empty quoted one.
    missing = '""' if len(fields) == 1 else ""
    options = {"null_handling": "replace", "null_replacement": missing}
    last = pc.binary_join_element_wise(fields[-1], "", newline, **options)
    lines = pc.binary_join_element_wise(*fields[:-1], last, delimiter, **options)
    ends = np.frombuffer(lines.buffers()[1], np.int32)
    return memoryview(lines.buffers()[2])[: ends[len(lines)]]


def _quoted(texts: pa.Array, pattern: str) -> pa.Array:
    """Put quotes round the texts in which `pattern` occurs and double the quotes inside them."""
    needy = pc.match_substring_regex(texts, pattern)
    if not pc.any(needy).as_py():
        return texts
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(texts, '"', '""'), '"', "")
    return pc.if_else(needy, doubled, texts)


def _texts(name: str, column: Column, pattern: str, date_format: str) -> Block:
    """Give the function that makes the texts of rows start to end of one column."""
    if isinstance(column, Coded):
        column = Coded(column.indices, _quoted(pa.array(column.vocabulary, pa.string()), pattern))
        return _values(name, column)
    values = _values(name, column)
    if column.dtype.kind == "M":
        return _day_texts(name, column, date_format)
    if column.dtype.kind in "OUT":
        return lambda start, end: _quoted(values(start, end), pattern)
    return lambda start, end: values(start, end).cast(pa.string())


def _values(name: str, column: Column) -> Block:
    """Give the function that makes rows start to end of one column as an Arrow array."""
    if isinstance(column, Coded):
        vocabulary = pa.array(column.vocabulary, pa.string())
        _check_indices(name, column, len(vocabulary))
        return lambda start, end: vocabulary.take(_positions(column.indices[start:end]))
    kinds = {"i": pa.int64(), "u": pa.int64(), "b": pa.bool_(), "f": pa.float64(), "M": pa.date32()}
    kinds |= dict.fromkeys("OUT", pa.string())
    if column.dtype.kind not in kinds:
        raise UsageError(f"Column {name} holds {column.dtype}, which cannot be written.")
    if column.dtype.kind == "M" and np.datetime_data(column.dtype) != ("D", 1):
        raise UsageError(f"Column {name} holds {column.dtype}; only days, datetime64[D], can be written.")
    masked, kind = isinstance(column, np.ma.MaskedArray), kinds[column.dtype.kind]

    def values(start: int, end: int) -> pa.Array:
        part = column[start:end]
        mask = np.ma.getmaskarray(part) if masked else None
        return pa.array(np.ma.getdata(part) if masked else part, kind, mask=mask, from_pandas=True)

    return values


def _check_indices(name: str, column: Coded, size: int) -> None:
    """Refuse positions outside the vocabulary: Arrow would stop in the middle of the file with a bare index."""
    if len(column) and not (column.indices.min() >= -1 and column.indices.max() < size):
        raise UsageError(f"Column {name} has positions outside its vocabulary of {size}.")


def _positions(indices: np.ndarray) -> pa.Array:
    """Give positions as Arrow takes them, null for -1."""
    missing = indices < 0
    return pa.array(indices, mask=missing if missing.any() else None)


def _day_texts(name: str, days: np.ndarray, date_format: str) -> Block:
    """Give the function that makes the texts of days: each distinct day is formatted once, there are few of them."""
    days = np.ma.filled(days, np.datetime64("NaT"))
    first, last = np.fmin.reduce(days, initial=np.datetime64("NaT")), np.fmax.reduce(days, initial=np.datetime64("NaT"))
    if np.isnat(first):
        return lambda start, end: pa.nulls(end - start, pa.string())
    numbers, origin = days.view(np.int64), int(first.astype(np.int64))
    if not (date.min.toordinal() <= origin + EPOCH and int(last.astype(np.int64)) + EPOCH <= date.max.toordinal()):
        raise UsageError(f"Column {name} holds days outside the years 1 to 9999.")
    seen = np.zeros(int((last - first).astype(np.int64)) + 1, np.bool_)
    for start in range(0, len(days), ROWS_PER_BLOCK):
        block = days[start : start + ROWS_PER_BLOCK]
        seen[numbers[start : start + ROWS_PER_BLOCK][~np.isnat(block)] - origin] = True
    ranks = np.cumsum(seen, dtype=np.int32) - np.int32(1)
    distinct = (date.fromordinal(origin + EPOCH + int(day)) for day in seen.nonzero()[0])
    # Python leaves a year before 1000 short on some systems, and a mistyped year is a habit of agencies too.
    texts = pa.array([day.strftime(date_format.replace("%Y", f"{day.year:04}")) for day in distinct])

    def values(start: int, end: int) -> pa.Array:
        missing = np.isnat(days[start:end])
        offsets = np.where(missing, 0, numbers[start:end] - origin)
        return texts.take(pa.array(ranks[offsets], mask=missing if missing.any() else None))

    return values
