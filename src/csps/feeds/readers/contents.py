"""What a reader makes of a file: sheets of text with the line on which each row began, or why there are none.

Every reader ends in the same shape, delimited text whose rows were found, so that whatever comes after (layouts, rules,
the door) knows one kind of row and treats millions of them at once.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from csps.vault import Delivered

MOST_BYTES = 1 << 28
"""Bytes that one file may hold once it is unpacked; of a larger one the rows would take more than 4 GB of memory on their way.
Plain text in a contract's columns is read in stretches instead, however long it is."""
MOST_COLUMNS = 2000
"""More are a sheet that somebody scrolled through, or a bomb."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Rows as they came.

    Args:
        name: of a worksheet, a kind of element or a file in an archive; empty where a file is one sheet.
        delivered: its rows, found.
        delimiter: what stands between the values.
    """

    name: str
    delivered: Delivered
    delimiter: str = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A file that was read.

    Args:
        container: how it is built: "csv", "excel", "parquet", "json lines" or "cin census".
        sheets: what is in it.
        encoding: how its letters are written, for text.
        extracted_on: the day that its own header says it was written, if it has one.
        year: the year of the return, if it says so.
        strange: kinds of element or sheets that nothing is known about.
    """

    container: str
    sheets: tuple[RawSheet, ...]
    encoding: str | None = None
    extracted_on: date | None = None
    year: int | None = None
    strange: tuple[str, ...] = ()


def sheet_of(name: str, headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> RawSheet | Fault:
    """Make a sheet of values that were taken out of another kind of file.

    Args:
        name: of the sheet.
        headings: names of its columns.
        rows: the line of each row and its values. Where two rows would have one line, the later moves down: a line names
            one row of a sheet.
    """
    if len(headings) > MOST_COLUMNS:
        return Fault("too large", 1)
    sink, lines, counts = io.StringIO(), [], []
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(headings)
    last = 0
    for line, values in rows:
        last = max(line, last + 1)
        lines.append(last)
        counts.append(len(values))
        writer.writerow(values)
    delivered = rows_of(sink.getvalue().encode(), "utf-8", ",")
    if isinstance(delivered, Fault):
        return delivered
    assert len(delivered.lines) == len(lines), "rows were written that are found otherwise"
    # A row of empty values is a row here, unlike a line of nothing but delimiters in a text: an element, an object.
    return RawSheet(name, replace(delivered, lines=np.array(lines, np.int64), fields=np.array(counts, np.int64)))
