"""Zip archives and gzip: looked through before anything is unpacked, or while it is, bounded in size, number, ratio and depth."""

from __future__ import annotations

import io
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
    """Unpack what gzip packed: one file, whose name does not matter. It is never unpacked further than it may grow."""
    most = min(MOST_BYTES, max(SMALL, MOST_RATIO * len(data)))
    content = bytearray()
    try:
        while data:
            unpacking = zlib.decompressobj(wbits=31)
            content += unpacking.decompress(data, most + 1 - len(content))
            if len(content) > most:
                return Fault("too large")
            if not unpacking.eof:
                return Fault("damaged")
            data = unpacking.unused_data.lstrip(b"\0")
    except zlib.error:
        return Fault("damaged")
    return [Member("", bytes(content))]


def _is_litter(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith(".") or last in ("Thumbs.db", "desktop.ini")
