"""What may be kept of a sealed delivery once somebody is erased: without their rows, or nothing of it.

Rows are struck out of plain text. A workbook, a census or an archive is kept as it came or not at all: it goes if rows of it
about them were taken in, if it says anything of them, or if it cannot be looked into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import register_of
from csps.feeds.layouts.reading import reading_of
from csps.feeds.readers.archive import is_packed
from csps.privacy.striking import struck
from csps.settings.feed_words import Format
from csps.vault import Fault

if TYPE_CHECKING:
    from csps.privacy.striking import Traces
    from csps.settings import Feed

PACKED = (b"PK", b"PAR1", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
"""How files begin whose letters lie packed: archives and workbooks, Parquet, gzip, workbooks of before 2007."""


def struck_out(
    content: bytes, lines: frozenset[int], traces: Traces, feed: Feed | None, *, look_through: bool
) -> bytes | None:
    """Give what is left of a delivery; None where the whole is to go.

    Args:
        content: the delivery as it is kept.
        lines: on which rows about them begin that were taken in or rejected.
        traces: what tells that a row is about them.
        feed: how the delivery is written; None where programme.toml has the feed no longer.
        look_through: whether it is looked through for what it says as well.
    """
    registers = _registers(feed, traces)
    if feed is not None and feed.format is Format.CSV and not is_packed(content):
        return struck(
            content,
            lines,
            traces,
            encoding=str(feed.encoding.value if feed.encoding else "utf-8"),
            delimiter=str(feed.delimiter),
            look_through=look_through,
            registers=registers,
        )
    return None if lines or (look_through and _may_be_about(content, traces, feed, registers)) else content


def is_kept_whole(feed: Feed | None, delivery: str) -> bool:
    """Say whether deliveries are kept as they came or not at all, as far as their name tells."""
    return feed is None or feed.format is not Format.CSV or delivery.lower().endswith(".zip")


def _may_be_about(content: bytes, traces: Traces, feed: Feed | None, registers: frozenset[str]) -> bool:
    wanted = feed.format.value if feed is not None and feed.format.is_own else ""
    reading = reading_of(content, wanted=wanted) if wanted else reading_of(content)
    if isinstance(reading, Fault):
        return content.startswith(PACKED) or traces.anywhere(content, registers)
    if not content.startswith(PACKED) and traces.anywhere(content):
        return True
    for each in reading.sheets:
        found = each.sheet.delivered
        rows = (found.body[begin:end].decode() for begin, end in zip(found.edges[:-1], found.edges[1:], strict=True))
        if any(traces.row(row, each.sheet.delimiter, registers) for row in rows):
            return True
    return False


def _registers(feed: Feed | None, traces: Traces) -> frozenset[str]:
    """Name the tables whose numbers of persons a feed's deliveries may hold; of a feed that is gone, any."""
    if feed is None:
        return frozenset(register for register, _ in traces.references)
    tables = [delivered_tables()[name] for name in feed.delivers]
    found = (register_of(table, column.name) for table in tables for column in table.columns)
    return frozenset(register for register in found if register is not None)
