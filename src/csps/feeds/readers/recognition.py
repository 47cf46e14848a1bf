"""Which reader a file needs, told from its first bytes: a name can say anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from csps.feeds.readers.archive import GZIP, is_packed, unpacked
from csps.feeds.readers.census import read_census
from csps.feeds.readers.contents import Contents
from csps.feeds.readers.elements import is_xml
from csps.feeds.readers.json_lines import is_json_lines, read_json_lines
from csps.feeds.readers.parquet import MARK as PARQUET
from csps.feeds.readers.parquet import read_parquet
from csps.feeds.readers.pupils import read_pupils
from csps.feeds.readers.text import read_text
from csps.feeds.readers.workbook import is_workbook, read_workbook
from csps.vault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csps.feeds.readers.contents import RawSheet

    Known = Callable[[Sequence[str]], int]

DEEPEST = 2
"""An archive may hold an archive, and no further."""
FOREIGN = (
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite",
)


def read(
    data: bytes, known: Known, *, encoding: str | None = None, delimiter: str | None = None, depth: int = 0
) -> Contents | Fault:
    """Read a file of any kind that is known.

    Args:
        data: its bytes.
        known: says how many names of a row are headings of a known layout.
        encoding: how letters are written where it is text; None finds it out.
        delimiter: what stands between values where it is text; None finds it out.
        depth: how many archives it lies in.
    """
    if not data.strip():
        return Fault("empty file")
    if is_packed(data) and not is_workbook(data):
        return _read_archive(data, known, encoding, delimiter, depth)
    if data.startswith(FOREIGN):
        return Fault("unknown format")
    readers: tuple[tuple[bool, Callable[[], Contents | Fault]], ...] = (
        (is_workbook(data), lambda: read_workbook(data, known)),
        (data.startswith(PARQUET), lambda: read_parquet(data)),
        (is_xml(data), lambda: _read_xml(data)),
        (is_json_lines(data), lambda: read_json_lines(data, encoding)),
        (True, lambda: read_text(data, known=known, encoding=encoding, delimiter=delimiter)),
    )
    return next(reader for suits, reader in readers if suits)()


def _read_xml(data: bytes) -> Contents | Fault:
    """Read the census of children in need, or what schools write about their pupils."""
    contents = read_census(data)
    if isinstance(contents, Fault) and contents.rule == "unknown format":
        return read_pupils(data)
    return contents


def _read_archive(
    data: bytes, known: Known, encoding: str | None, delimiter: str | None, depth: int
) -> Contents | Fault:
    """Read every file of an archive. Their sheets bear their names; one that cannot be read keeps out the whole."""
    if depth >= DEEPEST:
        return Fault("too large")
    members = unpacked(data)
    if isinstance(members, Fault):
        return members
    if data.startswith(GZIP):  # one file, which may be an archive itself
        return read(members[0].data, known, encoding=encoding, delimiter=delimiter, depth=depth + 1)
    found: list[Contents] = []
    sheets: list[RawSheet] = []
    for member in members:
        contents = read(member.data, known, encoding=encoding, delimiter=delimiter, depth=depth + 1)
        if isinstance(contents, Fault):
            return Fault(contents.rule)
        found.append(contents)
        sheets += (replace(sheet, name=f"{member.name}/{sheet.name}".rstrip("/")) for sheet in contents.sheets)
    containers = {contents.container.removeprefix("zip of ") for contents in found}
    return Contents(
        container=f"zip of {containers.pop()}" if len(containers) == 1 else "zip",
        sheets=tuple(sheets),
        encoding=found[0].encoding if len({contents.encoding for contents in found}) == 1 else None,
        extracted_on=max((each.extracted_on for each in found if each.extracted_on), default=None),
        year=max((each.year for each in found if each.year), default=None),
        strange=tuple(dict.fromkeys(name for each in found for name in each.strange)),
    )


def following(sheets: Sequence[RawSheet]) -> list[RawSheet]:
    """Number the lines of sheets as if they were printed one below the other, so that a line names one row of them."""
    numbered: list[RawSheet] = []
    last = 0
    for sheet in sheets:
        lines = np.where(sheet.delivered.lines > 0, sheet.delivered.lines + last, 0)
        numbered.append(replace(sheet, delivered=replace(sheet.delivered, lines=lines)))
        last = max(last, int(lines.max(initial=0)))
    return numbered
