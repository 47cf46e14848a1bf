"""Files opened: their rows found, their first line held against the contract, and their length against what is usual."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.feeds.declared import headings_noticed, sheets_of
from csps.feeds.noticed import Noticed, noticed_of
from csps.feeds.readers.archive import is_zip
from csps.feeds.rules.delivery import long, short
from csps.settings.feed_words import Decision, Format
from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.feeds.declared import Piece
    from csps.feeds.rules.rule import Rule
    from csps.settings import Feed
    from csps.vault import Delivered


@dataclass(frozen=True, slots=True)
class Opened:
    """A file after it was opened.

    Args:
        delivered: its rows, where it is plain text in the columns of a contract and they could be found.
        noticed: what is broken or odd.
        pieces: table -> sheets and what is made of them, for every other kind of file.
    """

    delivered: Delivered | None
    noticed: tuple[Noticed, ...]
    pieces: Mapping[str, list[Piece]] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether no row of it can be read; otherwise it may still be held back for its length."""
        return self.kept_out_by not in (None, short.RULE, long.RULE)

    @property
    def kept_out_by(self) -> Rule | None:
        """The first rule that keeps it out."""
        return next((one.rule for one in self.noticed if one.keeps_out), None)


def opened(data: bytes, feed: Feed, name: str = "") -> Opened:
    """Open a file.

    Args:
        data: its bytes.
        feed: how it is written and how long it usually is.
        name: of the file.
    """
    if feed.format is Format.CSV and not is_zip(data):
        return _opened_text(data, feed)
    found = sheets_of(data, feed, name)
    noticed = [*found.noticed]
    if not any(one.keeps_out for one in noticed):
        noticed += _length(found.rows, feed)
    return Opened(None, tuple(noticed), found.pieces)


def _opened_text(data: bytes, feed: Feed) -> Opened:
    """Open plain text in the columns of a contract: the way of nearly every row, and therefore without a detour."""
    found = rows_of(data, str(feed.encoding), str(feed.delimiter))
    if isinstance(found, Fault):
        return Opened(None, (noticed_of(found),))
    (name,) = feed.delivers
    noticed = [*headings_noticed(found.headings, delivered_tables()[name], feed)]
    if not any(one.keeps_out for one in noticed):
        noticed += _length(found.rows, feed)
    return Opened(found, tuple(noticed))


def _length(rows: int, feed: Feed) -> Iterator[Noticed]:
    if rows < feed.expected_rows.least:
        yield Noticed(short.RULE, keeps_out=feed.when_short is Decision.HOLD)
    if rows > feed.expected_rows.most:
        yield Noticed(long.RULE, keeps_out=feed.when_double is Decision.HOLD)
