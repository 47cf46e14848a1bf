"""How the letters of a text are written as bytes, found out from the bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from csps.vault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNDEFINED_IN_WINDOWS = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
CONTROLS = frozenset(range(32)) - {0x09, 0x0A, 0x0C, 0x0D}  # a tab, line ends and a page end are no sign of anything
LOOKED_AT = 1 << 16


def encoding_of(data: bytes) -> str | Fault:
    """Find the encoding of a text: its mark, else UTF-8 if it is that, else what Windows or a mainframe writes.

    Nothing is guessed from the likeliness of letters: a name decides nothing. Bytes that no text holds are a fault.

    >>> encoding_of("Zoë".encode()), encoding_of("Zoë".encode("cp1252")), encoding_of("Zoë".encode("utf-16"))
    ('utf-8', 'cp1252', 'utf-16')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding if encoding and _is(data, encoding) else Fault("encoding")
    wide = _without_mark(data)
    if wide:
        return wide if _is(data, wide) else Fault("encoding")
    controls = next(_controls(data), None)
    if controls is not None:
        return Fault("encoding", data.count(b"\n", 0, controls) + 1)
    if _is(data, "utf-8"):
        return "utf-8"
    return "iso-8859-1" if any(byte in data for byte in UNDEFINED_IN_WINDOWS) else "cp1252"


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _without_mark(data: bytes) -> str | None:
    """Recognise UTF-16 that lacks its mark: every other byte of English is empty."""
    head = data[:LOOKED_AT]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(even, odd) * 4 < len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _controls(data: bytes) -> Iterator[int]:
    """Yield where a byte stands that no text has."""
    stripped = data.translate(None, bytes(CONTROLS))
    if len(stripped) != len(data):
        yield min(place for place in (data.find(bytes((byte,))) for byte in CONTROLS) if place >= 0)
