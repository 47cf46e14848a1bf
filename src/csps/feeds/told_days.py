"""Since when a file could have been known, where it says so itself: in its header, or in a column of its rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from csps.feeds.inspection.values import as_day
from csps.feeds.layouts.catalogue import known
from csps.feeds.readers.recognition import read
from csps.settings.feed_words import KnownOnSource
from csps.vault import Fault, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csps.feeds.readers.contents import RawSheet
    from csps.settings import Feed


def told_day(path: Path, feed: Feed) -> date | None:
    """Give the day that a file's header says, or the latest that its column has; None where there is none.

    Args:
        path: the file.
        feed: how it is written.

    Raises:
        OSError: it cannot be read.
    """
    contents = read(path.read_bytes(), known, encoding=feed.encoding, delimiter=feed.delimiter)
    if isinstance(contents, Fault):
        return None
    if feed.known_on.source is KnownOnSource.FILE_HEADER:
        return contents.extracted_on
    days = (day for sheet in contents.sheets for day in _days(sheet, feed))
    return max(days, default=None)


def _days(sheet: RawSheet, feed: Feed) -> Iterator[date]:
    heading = str(feed.known_on.column)
    if sheet.delivered.headings.count(heading) != 1:
        return
    rows = parse([sheet.delivered], sheet.delimiter, ["day"], [heading]).rows
    for text in set(rows["day"].to_pylist()):
        day = None if text is None else _read(text.strip(), feed.date_format)
        if day is not None:
            yield day


def _read(text: str, written: str | None) -> date | None:
    if written is None:
        return as_day(text)
    try:
        return datetime.strptime(text, written).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
