"""Lines taken out of a delivery before it is sealed, because they are about somebody who was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.readers.archive import is_zip
from csps.settings.feed_words import Format
from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from csps.settings import Feed
    from csps.vault.archive import Content

NOTHING = b""


def without_lines(content: Content, lines: frozenset[int], feed: Feed) -> bytes:
    """Give what may be kept of a delivery: of plain text all other rows, of any other kind of file nothing.

    Args:
        content: the file.
        lines: on which the rows begin that go.
        feed: how it is written.
    """
    data = content if isinstance(content, bytes) else b"".join(content)
    if feed.format is not Format.CSV or is_zip(data):
        return NOTHING
    encoding = str(feed.encoding)
    found = rows_of(data, encoding, str(feed.delimiter))
    if isinstance(found, Fault):
        return NOTHING
    edges = found.edges.tolist()
    kept = [
        found.body[start:end]
        for line, start, end in zip(found.lines.tolist(), edges, edges[1:], strict=False)
        if line not in lines
    ]
    text = data.decode(encoding).removeprefix("\ufeff").encode()
    text = text if text.endswith(b"\n") else text + b"\n"
    head = text[: len(text) - len(found.body)]
    return (head + b"".join(kept)).decode().encode(encoding)
