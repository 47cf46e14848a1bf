"""Files opened: their rows found, their first line held against the contract, and their length against what is usual."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.feeds.rules.catalogue import named
from csps.feeds.rules.delivery import column_twice, long, missing_column, short, unknown_column
from csps.feeds.rules.rule import WHOLE
from csps.settings.feed_words import Decision
from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.contracts.model import Table
    from csps.feeds.rules.rule import Rule
    from csps.settings import Feed
    from csps.vault import Delivered


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about a whole file.

    Args:
        rule: what is broken.
        column: which column, `*` for none.
        line: where it shows, 0 for the whole file.
        keeps_out: whether the file is kept out for it.
    """

    rule: Rule
    column: str = WHOLE
    line: int = 0
    keeps_out: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """A file after it was opened.

    Args:
        delivered: its rows, if they could be found.
        noticed: what is broken or odd.
    """

    delivered: Delivered | None
    noticed: tuple[Noticed, ...]

    @property
    def is_refused(self) -> bool:
        """Whether no row of it can be read; otherwise it may still be held back for its length."""
        return self.kept_out_by not in (None, short.RULE, long.RULE)

    @property
    def kept_out_by(self) -> Rule | None:
        """The first rule that keeps it out."""
        return next((one.rule for one in self.noticed if one.keeps_out), None)


def opened(data: bytes, table: Table, feed: Feed) -> Opened:
    """Open a file.

    Args:
        data: its bytes.
        table: the contract.
        feed: how it is written and how long it usually is.
    """
    found = rows_of(data, str(feed.encoding), str(feed.delimiter))
    if isinstance(found, Fault):
        return Opened(None, (Noticed(named(found.rule), line=found.line),))
    noticed = [*_headings(found.headings, table, feed)]
    if not any(one.keeps_out for one in noticed):
        noticed += _length(found.rows, feed)
    return Opened(found, tuple(noticed))


def _headings(headings: tuple[str, ...], table: Table, feed: Feed) -> Iterator[Noticed]:
    """Hold the first line against the contract.

    A name that the contract does not have is never repeated: in a file without a first line it is somebody's value.
    """
    counted = Counter(headings)
    wanted = {feed.heading(name): name for name in table.column_names}
    for heading, name in wanted.items():
        if not counted[heading]:
            yield Noticed(missing_column.RULE, name, 1)
        elif counted[heading] > 1:
            yield Noticed(column_twice.RULE, name, 1)
    if counted.keys() - wanted.keys():
        yield Noticed(unknown_column.RULE, line=1, keeps_out=False)


def _length(rows: int, feed: Feed) -> Iterator[Noticed]:
    if rows < feed.expected_rows.least:
        yield Noticed(short.RULE, keeps_out=feed.when_short is Decision.HOLD)
    if rows > feed.expected_rows.most:
        yield Noticed(long.RULE, keeps_out=feed.when_double is Decision.HOLD)
