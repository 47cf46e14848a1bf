"""Files of any size sealed in chunks of one mebibyte, with a key of their own.

A stream is the mark `CSPSTRM1` (8 bytes), the key's id (8), a salt (32), and chunks. The key of the file is made by
HKDF-SHA-256 (RFC 5869) from the data key and the salt; the nonce of a chunk is its number (11 bytes) and whether it is
the last (1 byte), so that no chunk can be dropped, repeated, moved or lost at the end. This is the STREAM construction
(Hoang, Reyhanitabar, Rogaway and Vizar, 2015) as age uses it.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from csps.keys.hidden import KEY_BYTES
from csps.keys.sealing import ID_BYTES, TAG_BYTES, DataKey, bound, check_head, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.keys.purposes import KeyPurpose

MARK = b"CSPSTRM1"
CHUNK_BYTES = 1 << 20
SALT_BYTES = 32


def seal_stream(key: DataKey, purpose: KeyPurpose, name: str, source: BinaryIO, sink: BinaryIO) -> int:
    """Read `source` to its end and write it sealed to `sink`; give the number of bytes written.

    The caller writes aside, syncs and renames: half a stream does not open.

    Raises:
        OSError: the disk refused.
    """
    return sum(sink.write(piece) for piece in sealed_pieces(key, purpose, name, source))


def sealed_pieces(key: DataKey, purpose: KeyPurpose, name: str, source: BinaryIO) -> Iterator[bytes]:
    """Read `source` to its end and yield what it is sealed, piece by piece; half of them do not open.

    Raises:
        OSError: the disk refused.
    """
    head = MARK + key.key_id
    salt = secrets.token_bytes(SALT_BYTES)
    cipher, context = _file_cipher(key, salt), bound(head, purpose, name)
    yield head + salt
    for number, (chunk, last) in enumerate(_chunks(source, CHUNK_BYTES)):
        yield cipher.encrypt(_nonce(number, last=last), chunk, context)


def is_stream(sealed: bytes) -> bool:
    """Say whether something sealed was sealed as a stream."""
    return sealed.startswith(MARK)


def open_stream(key: DataKey, purpose: KeyPurpose, name: str, source: BinaryIO) -> Iterator[bytes]:
    """Yield the plain chunks of a sealed stream, each checked before it is given.

    A stream that was cut is found out only at its end: use nothing of it before the iteration has ended well.

    Raises:
        AccessError: the stream names another key.
        IntegrityError: it is damaged or cut short, or was sealed for another purpose or name.
        OSError: the disk refused.
    """
    head = _read(source, len(MARK) + ID_BYTES)
    check_head(head, MARK, key, purpose)
    salt = _read(source, SALT_BYTES)
    if len(salt) != SALT_BYTES:
        raise damaged(purpose)
    cipher, context = _file_cipher(key, salt), bound(head, purpose, name)
    for number, (chunk, last) in enumerate(_chunks(source, CHUNK_BYTES + TAG_BYTES)):
        try:
            yield cipher.decrypt(_nonce(number, last=last), chunk, context)
        except (InvalidTag, ValueError):
            raise damaged(purpose) from None


def _file_cipher(key: DataKey, salt: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"csps sealed stream 1").derive(key._secret)  # noqa: SLF001 - same room
    return AESGCM(derived)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield pieces of `size` bytes and whether each is the last; an empty source has one empty last piece."""
    piece = _read(source, size)
    while following := _read(source, size):
        yield piece, False
        piece = following
    yield piece, True


def _read(source: BinaryIO, size: int) -> bytes:
    """Read exactly `size` bytes, or what is left: a raw file may give fewer at a time."""
    parts, missing = [], size
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
