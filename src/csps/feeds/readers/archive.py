"""Zip archives and gzip: looked through before anything is unpacked, or while it is, bounded in size, number, ratio and depth."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from csps.feeds.readers.contents import MOST_BYTES
from csps.vault import Fault

MARK = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
GZIP = b"\x1f\x8b"
MOST_MEMBERS = 1000
MOST_RATIO = 200
"""Text packs to a tenth, an empty sheet to a hundredth; a bomb to a thousandth and less."""
PIECE = 1 << 16  # bytes of a gzip that are unpacked at a time
PADDING = re.compile(b"\0*")
SMALL = 1 << 20  # bytes below which a ratio says nothing


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name and its bytes."""

    name: str
    data: bytes


def is_zip(data: bytes) -> bool:
    """Say whether bytes begin as a zip archive does."""
    return data.startswith((MARK, EMPTY))


def is_packed(data: bytes) -> bool:
    """Say whether bytes begin as an archive or a file packed by gzip does."""
    return data.startswith((MARK, EMPTY, GZIP))


def listed(data: bytes) -> list[zipfile.ZipInfo] | Fault:
    """List what is in an archive, if it may be unpacked at all.

    Encrypted members, two with one name, paths that lead out of the archive, and archives that are too large, too many
    or packed too well are faults.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError, EOFError):
        return Fault("damaged")
    names = [info.filename for info in infos]
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        return Fault("too large")
    if any(info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1) for info in infos):
        return Fault("too large")
    outward = any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names)
    if outward or len(set(names)) < len(names) or any(info.flag_bits & 1 for info in infos):
        return Fault("damaged")
    return infos


def unpacked(data: bytes) -> list[Member] | Fault:
    """Unpack an archive into memory, by the names of its members. What a computer puts in for itself is left out."""
    if data.startswith(GZIP):
        return _unzipped(data)
    infos = listed(data)
    if isinstance(infos, Fault):
        return infos
    members = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in sorted(infos, key=lambda one: one.filename):
                if _is_litter(info.filename):
                    continue
                with archive.open(info) as source:
                    content = source.read(info.file_size + 1)
                if len(content) != info.file_size:
                    return Fault("damaged")
                members.append(Member(info.filename, content))
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return Fault("damaged")
    return members or Fault("empty file")


def _unzipped(data: bytes) -> list[Member] | Fault:
    """Unpack what gzip packed: one file, whose name does not matter. It is never unpacked further than it may grow.

    It may be packed in several members, one after another, with zeros behind them.
    """
    most = min(MOST_BYTES, max(SMALL, MOST_RATIO * len(data)))
    content, place = bytearray(), 0
    try:
        for _ in range(MOST_MEMBERS):
            place = _after_member(data, place, content, most)
            if len(content) > most:
                return Fault("too large")
            padding = PADDING.match(data, place)
            place = padding.end() if padding else place
            if place == len(data):
                return [Member("", bytes(content))]
    except (zlib.error, EOFError):
        return Fault("damaged")
    return Fault("too large")


def _after_member(data: bytes, place: int, content: bytearray, most: int) -> int:
    """Unpack the member that begins at a place to the end of the content, and give the place after it.

    It is read in pieces: what follows a member is copied with every piece in which one ends.
    """
    unpacking, packed = zlib.decompressobj(wbits=31), memoryview(data)
    while not unpacking.eof and len(content) <= most:
        piece = packed[place : place + PIECE]
        if not piece:
            raise EOFError
        content += unpacking.decompress(piece, most + 1 - len(content))
        place += len(piece) - len(unpacking.unused_data)
    return place


def _is_litter(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith(".") or last in ("Thumbs.db", "desktop.ini")
