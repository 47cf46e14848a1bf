"""Long files of plain text: read a stretch at a time, twice or thrice.

From the drop box they are never held as a whole; one that waited in the archive is, as bytes, and its rows are not.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from csps.contracts.catalogue import delivered_tables
from csps.domain.errors import StorageError
from csps.feeds.declared import headings_noticed
from csps.feeds.noticed import Noticed, noticed_of
from csps.feeds.opening import length_noticed
from csps.feeds.readers.archive import is_packed
from csps.settings.feed_words import Format
from csps.vault import Fault, coded_stretches_of, letters_fault, stretches_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from csps.feeds.drop_box import Found
    from csps.settings import Feed
    from csps.store.rows import Rows
    from csps.vault import CodedStretch, Delivered

    Digest = hashlib._Hash  # noqa: SLF001 - the type has no public name
    Lines = np.ndarray
    Stretch = TypeVar("Stretch", Delivered, CodedStretch)

STRETCH = 1 << 25
"""Bytes that are read at a time."""
LOOKED_AT = 1 << 20
"""Bytes that are read at a time where they are only looked at."""


def is_long(file: Found) -> bool:
    """Say whether a file is read a stretch at a time, if it is plain text."""
    return file.size > STRETCH


@dataclass(slots=True)
class LongFile:
    """A long file.

    Args:
        file: where it lies.
        feed: how it is written.
        released: whether somebody has let in what the feed's rules would hold.
        content: its bytes, where it waited in the archive.

    Attributes:
        noticed: what was found wrong or odd with it as a whole, once its stretches were gone through.
        has_changed: whether it is another file than the one that was found, likewise.
    """

    file: Found
    feed: Feed
    released: bool
    content: bytes | None = None
    noticed: list[Noticed] = field(default_factory=list)
    has_changed: bool = False

    def is_text(self) -> bool:
        """Say whether it is plain text in the columns of a contract."""
        if self.feed.format is not Format.CSV:
            return False
        return not is_packed(next(self.blocks(1 << 12), b""))

    def blocks(self, size: int = 0) -> Iterator[bytes]:
        """Give its bytes in pieces.

        Raises:
            StorageError: it cannot be read.
        """
        if self.content is not None:
            view = memoryview(self.content)
            for start in range(0, len(view), size or STRETCH):
                yield bytes(view[start : start + (size or STRETCH)])
            return
        assert self.file.path is not None, "what the archive holds is given"
        try:
            with self.file.path.open("rb") as source:
                while block := source.read(size or STRETCH):
                    yield block
        except OSError as error:
            raise StorageError(f"{self.file.place} cannot be read: {error.strerror}.") from error

    def stretches(self) -> Iterator[Delivered]:
        """Give its rows in stretches, and note what keeps it out; nothing is given after that."""
        return self._gone_through(self._found())

    def coded(self) -> Iterator[CodedStretch]:
        """Give its rows in stretches as numbers; each must be read before the next one is asked for."""
        return self._gone_through(self._found_coded())

    def texts(self) -> Iterator[Rows]:
        """Give the text of its rows in stretches."""
        for stretch in self._found():
            if not isinstance(stretch, Fault):
                yield texts_of([stretch])

    def texts_on(self, lines: Lines) -> Iterator[tuple[Lines, list[str]]]:
        """Give the text of the rows on some lines, in order, a stretch at a time."""
        for stretch in self._found_coded():
            if not isinstance(stretch, Fault):
                here = stretch.has(lines)
                yield here, stretch.texts(here)

    def _gone_through(self, found: Iterator[Stretch | Fault]) -> Iterator[Stretch]:
        rows = 0
        fault = self._looked_over()
        if self.has_changed:
            return
        if fault is not None:
            self.noticed.append(noticed_of(fault))
            return
        for number, stretch in enumerate(found):
            if isinstance(stretch, Fault):
                self.noticed.append(noticed_of(stretch))
                return
            if not number:
                table = delivered_tables()[self.feed.delivers[0]]
                self.noticed += headings_noticed(stretch.headings, table, self.feed, released=self.released)
                if any(one.keeps_out for one in self.noticed):
                    return
            yield stretch
            rows += stretch.rows
        self.noticed += length_noticed(rows, self.feed, released=self.released)

    def _looked_over(self) -> Fault | None:
        """Look whether it is the file that was found, and whether all of it are letters."""
        digest = hashlib.sha256()
        every = self._hashed(digest)
        fault = letters_fault(every, str(self.feed.encoding))
        for _ in every:  # what follows a fault
            pass
        self.has_changed = digest.hexdigest() != self.file.sha256
        return fault

    def _hashed(self, digest: Digest) -> Iterator[bytes]:
        for block in self.blocks(LOOKED_AT):
            digest.update(block)
            yield block

    def _found_coded(self) -> Iterator[CodedStretch | Fault]:
        return coded_stretches_of(self.blocks(), str(self.feed.encoding), str(self.feed.delimiter))

    def _found(self) -> Iterator[Delivered | Fault]:
        return stretches_of(self.blocks(), str(self.feed.encoding), str(self.feed.delimiter))
