"""Excel workbooks: values only. Formulas are read as the result that was saved with them, macros are never looked at."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from csps.feeds.readers.archive import is_zip, listed
from csps.feeds.readers.contents import MOST_COLUMNS, Contents, RawSheet, sheet_of
from csps.vault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Known = Callable[[Sequence[str]], int]

OLD_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of a workbook as Excel wrote it before 2007
MOST_CELLS = 20_000_000
"""The rectangle of a sheet is laid out in memory, however empty it is: two cells in opposite corners are a bomb."""
MOST_UNPACKED = 300 << 20
ROWS_BEFORE_HEADINGS = 30
_PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WORKBOOK = "xl/workbook.xml"


def is_workbook(data: bytes) -> bool:
    """Say whether bytes are an Excel workbook of either age."""
    if data.startswith(OLD_MARK):
        return True
    if not is_zip(data):
        return False
    infos = listed(data)
    return not isinstance(infos, Fault) and any(info.filename.casefold() == _WORKBOOK for info in infos)


def read_workbook(data: bytes, known: Known) -> Contents | Fault:
    """Read every sheet that has rows.

    Args:
        data: the bytes.
        known: says how many names of a row are headings of a known layout: titles may stand above the headings.
    """
    if not data.startswith(OLD_MARK):
        fault = _danger(data)
        if fault is not None:
            return fault
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [(name, _grid(workbook, name)) for name in workbook.sheet_names]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, EOFError, OverflowError):
        return Fault("damaged")
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's own word for what it did not foresee; it is no Exception
            raise
        return Fault("damaged")
    sheets = []
    for name, grid in grids:
        if not any(any(row) for row in grid):
            continue
        sheet = _sheet(name, grid, known)
        if isinstance(sheet, Fault):
            return sheet
        sheets.append(sheet)
    return Contents(container="excel", sheets=tuple(sheets)) if sheets else Fault("empty file")


def _danger(data: bytes) -> Fault | None:
    """Look for what would take all memory or reach outside, before the workbook is read."""
    infos = listed(data)
    if isinstance(infos, Fault):
        return infos
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        return Fault("too large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in infos:
                if not info.filename.casefold().endswith((".xml", ".rels")):
                    continue
                part = archive.read(info)
                if _DECLARES.search(part[: 1 << 16]) or b"<!ENTITY" in part:
                    return Fault("entities")
                if "/worksheets/" in info.filename.casefold() and _cells(part) > MOST_CELLS:
                    return Fault("too large")
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return Fault("damaged")
    return None


def _cells(part: bytes) -> int:
    """Give the size of the rectangle that holds all cells of a sheet."""
    columns, rows = set(), set()
    for letters, number in _PLACE.findall(part):
        columns.add(letters)
        rows.add(int(number))
    if not rows:
        return 0
    numbers = [_column(letters) for letters in columns]
    return (max(numbers) - min(numbers) + 1) * (max(rows) - min(rows) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _grid(workbook: CalamineWorkbook, name: str) -> list[list[str]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_as_text(value) for value in row] for row in rows]


def _sheet(name: str, grid: list[list[str]], known: Known) -> RawSheet | Fault:
    first = _headings_at(grid, known)
    headings = [heading.strip() for heading in grid[first]]
    while headings and not headings[-1]:
        headings.pop()
    body = grid[first + 1 :]
    width = max([len(headings), *(_filled_to(row) for row in body)])
    if width > MOST_COLUMNS:
        return Fault("too large", first + 1)
    headings += [""] * (width - len(headings))
    kept = [
        place
        for place, heading in enumerate(headings)
        if heading or any(row[place : place + 1] != [""] for row in body)
    ]
    rows = (
        (first + 2 + number, [row[place] for place in kept])
        for number, row in enumerate(body)
        if any(row[place] for place in kept)
    )
    return sheet_of(name, [headings[place] or f"column {place + 1}" for place in kept], rows)


def _headings_at(grid: list[list[str]], known: Known) -> int:
    """Find the row of headings: the one that knows most, else the first that is as wide as what follows it."""
    head = grid[:ROWS_BEFORE_HEADINGS]
    scores = [known(row) for row in head]
    if max(scores) >= 2:
        return scores.index(max(scores))
    widths = [sum(bool(value) for value in row) for row in head]
    for place, (width, below) in enumerate(pairwise([*widths, 0])):
        if width >= 2 and width >= below and width * 2 > max(widths):
            return place
    return next(place for place, row in enumerate(grid) if any(row))


def _filled_to(row: list[str]) -> int:
    return max((place + 1 for place, value in enumerate(row) if value), default=0)


def _as_text(value: Any) -> str:
    """Write a cell as one would by hand: a day without a time, a whole number without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value).replace("\x00", "").strip() if value is not None else ""
