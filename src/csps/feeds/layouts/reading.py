"""A file read and recognised: which layout each sheet has, and which tables its rows go to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.feeds.layouts.catalogue import known, layout_of
from csps.feeds.layouts.education import NEW_CODES, TERMLY
from csps.feeds.layouts.ssd import CONTRACT
from csps.feeds.layouts.ssda903 import FORMAT as SSDA903
from csps.feeds.readers.recognition import following, read
from csps.vault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csps.feeds.layouts.layout import Layout, Made
    from csps.feeds.readers.contents import Contents, RawSheet

_YEAR = re.compile(r"(?<!\d)(20[1-3]\d)(?!\d)")
YEAR_OF_NEW_CODES = 2024


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet and what it is.

    Args:
        sheet: its rows as they came.
        layout: what is known of such sheets; None where nothing is.
        resolved: delivered heading -> heading of the layout.
    """

    sheet: RawSheet
    layout: Layout | None
    resolved: dict[str, str]

    @property
    def unknown(self) -> list[str]:
        """Headings that the layout does not have, in their order; all of them where there is no layout.

        Of a sheet that is known and of which no table keeps anything, nothing is unknown.
        """
        if self.layout is not None and not any(made.table in delivered_tables() for made in self.layout.makes):
            return []
        return [name for name in self.sheet.delivered.headings if name.strip() and name not in self.resolved]

    @property
    def twice(self) -> list[str]:
        """Headings of the layout that stand in the file more than once."""
        return [] if self.layout is None else self.layout.twice(self.sheet.delivered.headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file that was read and recognised.

    Args:
        format: which format it has: one of the field's own, or how it is built.
        container: how it is built, whatever its rows are.
        encoding: how its letters are written, for text.
        schema_year: the year of the return, where it says so or its columns do.
        extracted_on: the day that its own header says it was written.
        sheets: its sheets.
        tables: table -> the sheets and what is made of them, in their order.
        not_kept: table that no contract has -> rows that would go there.
        strange: kinds of element that nothing is known about.
    """

    format: str
    container: str
    encoding: str | None
    schema_year: int | None
    extracted_on: date | None
    sheets: tuple[Recognised, ...]
    tables: dict[str, list[tuple[Recognised, Made]]] = field(default_factory=dict)
    not_kept: Counter[str] = field(default_factory=Counter)
    strange: tuple[str, ...] = ()


def reading_of(
    data: bytes,
    *,
    name: str = "",
    wanted: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Reading | Fault:
    """Read a file and recognise its sheets.

    Args:
        data: its bytes.
        name: of the file: the year of a return is sometimes told there only.
        wanted: the format that it is declared to have; None finds it out.
        encoding: how letters are written, where that is declared.
        delimiter: what stands between values, where that is declared.
    """
    contents = read(data, known, encoding=encoding, delimiter=delimiter)
    if isinstance(contents, Fault):
        return contents
    return recognised(contents, name=name, wanted=wanted)


def recognised(contents: Contents, *, name: str = "", wanted: str | None = None) -> Reading:
    """Recognise the sheets of a file."""
    sheets = tuple(_recognised(sheet, wanted) for sheet in following(contents.sheets))
    tables: dict[str, list[tuple[Recognised, Made]]] = defaultdict(list)
    not_kept: Counter[str] = Counter()
    for each in sheets:
        for made in () if each.layout is None else each.layout.makes:
            if made.table in delivered_tables():
                tables[made.table].append((each, made))
            else:
                not_kept[made.table] += each.sheet.delivered.rows
    found = [each.layout for each in sheets if each.layout is not None]
    return Reading(
        format=_format(contents, found),
        container=contents.container,
        encoding=contents.encoding,
        schema_year=contents.year or _year(found, sheets, name),
        extracted_on=contents.extracted_on,
        sheets=sheets,
        tables=dict(tables),
        not_kept=not_kept,
        strange=contents.strange,
    )


def _recognised(sheet: RawSheet, wanted: str | None) -> Recognised:
    layout = layout_of(sheet.delivered.headings, sheet.name, wanted)
    resolved = {} if layout is None else layout.resolved(sheet.delivered.headings)
    return Recognised(sheet, layout, resolved)


def _format(contents: Contents, found: Iterable[Layout]) -> str:
    """Name the format: the field's own where all recognised sheets are of one, otherwise how the file is built."""
    formats = {layout.format for layout in found}
    if len(formats) != 1 or formats == {CONTRACT}:
        return contents.container
    (only,) = formats
    return f"zip of {only}" if contents.container.startswith("zip") else only


def _year(found: Iterable[Layout], sheets: Iterable[Recognised], name: str) -> int | None:
    """Find the year of a return in the name of its file, or the least that its columns allow."""
    layouts = list(found)
    if any(layout.format == TERMLY for layout in layouts):
        headings = {heading for each in sheets for heading in each.resolved.values()}
        return YEAR_OF_NEW_CODES if headings & set(NEW_CODES) else None
    if any(layout.format == SSDA903 for layout in layouts):
        told = _YEAR.findall(name)
        return int(told[-1]) if told else max((layout.year for layout in layouts if layout.year), default=None)
    return None
