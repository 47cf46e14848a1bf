"""Lines taken out of a delivery before it is sealed, because they are about somebody who was erased."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING

from csps.feeds.readers.archive import is_packed
from csps.settings.feed_words import Format
from csps.vault import Fault, found_in, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.settings import Feed
    from csps.vault.archive import Content

NOTHING = b""
FAULTY = b"\0faulty"
"""No piece of text: what stands in its place."""


def without_lines(content: Content, lines: frozenset[int], feed: Feed) -> Content:
    """Give what may be kept of a delivery: of plain text all other rows, of any other kind of file nothing.

    Args:
        content: the file; what is kept comes in pieces as well where it does. Of one whose rows cannot be found to its end
            nothing is kept, or, in pieces, what comes before the place.
        lines: on which the rows begin that go.
        feed: how it is written.
    """
    if isinstance(content, bytes):
        left = list(_left(iter([content]), lines, feed))
        return NOTHING if FAULTY in left else b"".join(left)
    return (piece for piece in _left(iter(content), lines, feed) if piece is not FAULTY)


def _left(blocks: Iterator[bytes], lines: frozenset[int], feed: Feed) -> Iterator[bytes]:
    """Yield what is left of each stretch; where rows cannot be found any more, that, and no more."""
    first = next(blocks, b"")
    if feed.format is not Format.CSV or is_packed(first):
        return
    encoding = str(feed.encoding)
    write = codecs.getincrementalencoder(encoding)()
    for piece in pieces_of(chain([first], blocks), encoding, str(feed.delimiter)):
        found = piece if isinstance(piece, Fault) else found_in(piece, str(feed.delimiter))
        if isinstance(piece, Fault) or isinstance(found, Fault):
            yield FAULTY
            return
        edges = found.edges.tolist()
        kept = [
            found.body[start:end]
            for line, start, end in zip(found.lines.tolist(), edges, edges[1:], strict=False)
            if line not in lines
        ]
        head = piece.text[: len(piece.text) - len(found.body)] if not piece.header else b""
        yield write.encode((head + b"".join(kept)).decode())
