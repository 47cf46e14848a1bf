"""A long delivery in the clear, a stretch of whole rows at a time, so that memory does not grow with its length.

What is found is what `rows_of` finds in the whole: the same rows on the same lines, and the same first fault. A stretch ends
with the last row that ends in it; what follows is put before the next one.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from csps.vault.delimited import LARGEST_ROW, LINE_FEED, QUOTE, Delivered, Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARK = b"\xef\xbb\xbf"
ASCII_INSIDE = ("utf-8", "cp1252")
"""Encodings in which ASCII is written as itself: what is nothing else holds no byte that is no letter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows of a file.

    Args:
        header: the file's first row; empty for the piece that begins with it.
        text: the rows, in UTF-8, ending with a line end.
        lines_before: how many lines of the file stand before them.
        lines: how many lines they take.
    """

    header: bytes
    text: bytes
    lines_before: int
    lines: int


def stretches_of(blocks: Iterable[bytes], encoding: str, delimiter: str) -> Iterator[Delivered | Fault]:
    """Yield the rows of a file in stretches, each under the file's headings; a fault is the last that is yielded.

    Args:
        blocks: the file's bytes, in pieces of any size. `letters_fault` must have found nothing in them: letters that cannot
            be read are a fault of the whole, whatever else is wrong.
        encoding: how letters are written.
        delimiter: one mark.
    """
    for piece in pieces_of(blocks, encoding, delimiter):
        if isinstance(piece, Fault):
            yield piece
            return
        found = found_in(piece, delimiter)
        yield found
        if isinstance(found, Fault):
            return


def pieces_of(blocks: Iterable[bytes], encoding: str, delimiter: str) -> Iterator[Piece | Fault]:
    """Cut a file into pieces of whole rows; a fault is the last that is yielded.

    Args:
        blocks: the file's bytes, all of which are letters.
        encoding: how letters are written.
        delimiter: one mark.
    """
    header, lines_before = b"", 0
    for text in _whole_rows(_as_utf_8(blocks, encoding)):
        if not header and blank(text, delimiter) == len(text):
            lines_before += text.count(b"\n")
            continue
        lines = text.count(b"\n")
        yield Piece(header, text, lines_before, lines)
        lines_before += lines
        header = header or _first_row(text, delimiter)
    if not header:
        yield Fault("empty file")


def found_in(piece: Piece, delimiter: str) -> Delivered | Fault:
    """Find the rows of a piece, on the lines on which they stand in the file.

    Args:
        piece: whole rows.
        delimiter: one mark.
    """
    found = rows_of(piece.header + piece.text, "utf-8", delimiter)
    # The header stands once more before every piece but the first, and takes as many lines there as it has.
    shift = piece.lines_before - piece.header.count(b"\n")
    if isinstance(found, Fault):
        return replace(found, line=found.line + shift) if found.line else found
    return replace(found, lines=found.lines + shift)


def blank(text: bytes, delimiter: str) -> int:
    r"""Say how many bytes the lines take in which nothing stands, or nothing but delimiters, before the first row.

    >>> blank(b"\n,,\r\na,b\n", ","), blank(b",b\n", ",")
    (5, 0)
    """
    # Possessive: what was matched is not kept for trying again, as memory would be taken for each of millions of lines.
    lines = re.match(b"(?:%b*+\r?+\n)*+" % re.escape(delimiter.encode()), text)
    return lines.end() if lines else 0


def letters_fault(blocks: Iterable[bytes], encoding: str) -> Fault | None:
    """Find the first byte that is no letter.

    Args:
        blocks: the file's bytes, in pieces of any size.
        encoding: how letters are written.
    """
    decoder: codecs.IncrementalDecoder | None = None
    lines = 0
    for block in blocks:
        decoder = decoder or _decoder(encoding, block)
        if encoding in ASCII_INSIDE and block.isascii() and not decoder.getstate()[0]:
            lines += block.count(b"\n")
            continue
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            # The error's place may lie in bytes that were kept back from the block before, which hold no line end.
            start = max(error.start - (len(error.object) - len(block)), 0)
            return Fault("encoding", lines + block.count(b"\n", 0, start) + 1)
        except UnicodeError:
            return Fault("encoding")
        lines += block.count(b"\n")
    if decoder is None:
        return None
    kept_back = bytes(decoder.getstate()[0])
    return Fault("encoding", lines - kept_back.count(b"\n") + 1) if kept_back else None


def _decoder(encoding: str, first: bytes) -> codecs.IncrementalDecoder:
    """Give what reads letters piece by piece; UTF-16 without its mark is taken for little-endian, as by the whole."""
    has_mark = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return codecs.getincrementaldecoder("utf-16-le" if encoding == "utf-16" and not has_mark else encoding)()


def _as_utf_8(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Give the text in UTF-8, without a mark at the beginning and with a line end after the last row."""
    decoder: codecs.IncrementalDecoder | None = None
    head, is_open, last = b"", False, b""
    for block in blocks:
        decoder = decoder or _decoder(encoding, block)
        text = block if encoding == "utf-8" else decoder.decode(block).encode()
        if not is_open:
            head += text
            if len(head) < len(MARK):
                continue
            text, is_open = head.removeprefix(MARK), True
        if text:
            last = text
            yield text
    if not is_open and head:
        last = head
        yield head
    if last and not last.endswith(b"\n"):
        yield b"\n"


def _whole_rows(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut text where rows end: at line ends outside quotes."""
    rest = b""
    for block in blocks:
        text = rest + block
        end = _last_end(text)
        if not end and len(text) <= LARGEST_ROW:
            rest = text
            continue
        if not end:  # a row that is too long, or a quote that was never closed: whoever reads it says which
            yield text
            return
        yield text[:end]
        rest = text[end:]
    if rest:
        yield rest


def _last_end(text: bytes) -> int:
    """Give where the last row ends; 0 where none does."""
    if QUOTE not in text:
        return text.rfind(b"\n") + 1
    content = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(content == QUOTE)
    feeds = np.flatnonzero(content == LINE_FEED)
    outside = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _first_row(text: bytes, delimiter: str) -> bytes:
    """Give the first row that is not empty, with its line end."""
    begins = blank(text, delimiter)
    body = text[begins : begins + 2 * LARGEST_ROW]
    content = np.frombuffer(body, np.uint8)
    quotes = np.flatnonzero(content == QUOTE)
    feeds = np.flatnonzero(content == LINE_FEED)
    outside = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    return body[: int(outside[0]) + 1]
