"""Files opened: their rows found, their first line held against the contract, and their length against what is usual."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.feeds.declared import headings_noticed, sheets_of
from csps.feeds.noticed import Noticed, decided, noticed_of
from csps.feeds.readers.archive import is_packed
from csps.feeds.rules.delivery import long, short
from csps.settings.feed_words import Format
from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        """Whether no row of it can be read; otherwise it may still be held back."""
        return any(one.keeps_out and not one.is_held for one in self.noticed)

    @property
    def kept_out_by(self) -> Rule | None:
        """The first rule that keeps it out; one that lets nothing be read comes first."""
        return kept_out_by(self.noticed)


def kept_out_by(noticed: Iterable[Noticed]) -> Rule | None:
    """Give the first rule that keeps a file out: one that lets nothing be read before one that somebody may overrule."""
    out = sorted((one for one in noticed if one.keeps_out), key=lambda one: one.is_held)
    return out[0].rule if out else None


def opened(data: bytes, feed: Feed, name: str = "", *, released: bool = False) -> Opened:
    """Open a file.

    Args:
        data: its bytes.
        feed: how it is written and how long it usually is.
        name: of the file.
        released: whether somebody has let in what the feed's rules would hold.
    """
    if feed.format is Format.CSV and not is_packed(data):
        return _opened_text(data, feed, released=released)
    found = sheets_of(data, feed, name, released=released)
    noticed = [*found.noticed]
    if not any(one.keeps_out for one in noticed):
        noticed += length_noticed(found.rows, feed, released=released)
    return Opened(None, tuple(noticed), found.pieces)


def _opened_text(data: bytes, feed: Feed, *, released: bool) -> Opened:
    """Open plain text in the columns of a contract: the way of nearly every row, and therefore without a detour."""
    found = rows_of(data, str(feed.encoding), str(feed.delimiter))
    if isinstance(found, Fault):
        return Opened(None, (noticed_of(found),))
    (name,) = feed.delivers
    noticed = [*headings_noticed(found.headings, delivered_tables()[name], feed, released=released)]
    if not any(one.keeps_out for one in noticed):
        noticed += length_noticed(found.rows, feed, released=released)
    return Opened(found, tuple(noticed))


def length_noticed(rows: int, feed: Feed, *, released: bool) -> Iterator[Noticed]:
    """Hold the number of a file's rows against what is usual.

    Args:
        rows: how many there are.
        feed: how many are expected.
        released: whether somebody has let the file in.
    """
    if rows < feed.expected_rows.least:
        yield decided(short.RULE, feed.when_short, released=released)
    if rows > feed.expected_rows.most:
        yield decided(long.RULE, feed.when_double, released=released)
