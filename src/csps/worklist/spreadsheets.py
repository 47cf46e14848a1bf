"""The list as a workbook and as text for spreadsheet programs: nothing in a cell is ever run, and the bytes repeat."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

from csps.worklist.columns import names_of, rows_of
from csps.worklist.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from csps.worklist.sheet import Sheet

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so may be run as a formula by a spreadsheet program (OWASP, CSV injection)."""
WIDEST = 60  # characters of a column


def guarded(value: object) -> object:
    """Put a quote before a text that a spreadsheet program would run; other values stay as they are.

    >>> guarded("=1+1"), guarded("two calls"), guarded(-1)
    ("'=1+1", 'two calls', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(RUNS) else value


def text_of(sheet: Sheet) -> bytes:
    """Give the list as comma-separated text that Excel opens without asking: UTF-8 with its mark, lines ended by CRLF."""
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, names_of(), lineterminator="\r\n")
    writer.writeheader()
    for row in rows_of(sheet):
        writer.writerow({name: "" if value is None else guarded(value) for name, value in row.items()})
    return sink.getvalue().encode("utf-8-sig")


def workbook_of(sheet: Sheet) -> bytes:
    """Give the list as an Excel workbook: how to read it on the first page, the list on the second."""
    sink = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(sink, {"in_memory": True, **never}) as book:
        book.set_properties(
            {"title": f"Weekly list {day(sheet.as_of)}", "created": datetime.combine(sheet.as_of, time())}
        )
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _write_notes(book.add_worksheet("Read this first"), sheet, wrapped, bold)
        _write_rows(book.add_worksheet("Weekly list"), sheet, book.add_format({"num_format": "yyyy-mm-dd"}), bold)
    return sink.getvalue()


def notes(sheet: Sheet) -> list[tuple[str, str]]:
    """Give what must be read with the list where there is no page around it: a heading and a text each."""
    return [
        ("What it is", f"The weekly list of {sheet.council} for {day(sheet.as_of)}."),
        ("What a score is", "Advice to a trained person, never a decision. Of 100 families scored like this, it happens to about so many; to the others it does not."),
        ("Names", "There are none here. Whoever has that duty looks a family up by its pseudonym."),
        ("Sealed families", "They are counted and have no row here. Who they are is told to information governance only."),
        *((f"What {model.name} cannot see", model.caveat) for model in sheet.models),
        *((f"Version of {model.name}", f"{model.version}, valid until {model.valid_until}") for model in sheet.models),
        ("Feeds that are late, or of which something was not taken in", ", ".join(f"{late.feed} ({late.agency})" for late in sheet.late) or "none"),
        ("To challenge a score", "Say so at the meeting, or write to the owner of the model: " + "; ".join(f"{model.name}: {model.owner}" for model in sheet.models)),
    ]  # fmt: skip


def _write_notes(page: Worksheet, sheet: Sheet, wrapped: Format, bold: Format) -> None:
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 100)
    for line, (heading, text) in enumerate(notes(sheet)):
        page.write_string(line, 0, heading, bold)
        page.write_string(line, 1, text, wrapped)


def _write_rows(page: Worksheet, sheet: Sheet, days: Format, bold: Format) -> None:
    names, rows = names_of(), rows_of(sheet)
    for place, name in enumerate(names):
        page.write_string(0, place, name, bold)
        values = [row[name] for row in rows]
        page.set_column(place, place, _width(name, values))
        for line, value in enumerate(values, start=1):
            if isinstance(value, bool):
                page.write_boolean(line, place, value)
            elif isinstance(value, int):
                page.write_number(line, place, value)
            elif isinstance(value, date):
                page.write_datetime(line, place, datetime.combine(value, time()), days)
            elif value is not None:
                page.write_string(line, place, value)
    page.freeze_panes(1, names.index("sealed"))
    page.autofilter(0, 0, len(rows), len(names) - 1)
    page.set_landscape()
    page.repeat_rows(0)


def _width(name: str, values: Sequence[object]) -> int:
    return min(WIDEST, max(10, len(name) + 2, *(len(str(value)) for value in values if value is not None), 0))
