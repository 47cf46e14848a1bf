"""Small pieces sealed with AES-256-GCM: a key, a row, a certificate. Large files go through `streams`.

A sealed piece is the mark `CSPSEAL1` (8 bytes), the key's id (8), a random nonce (12), the ciphertext and its tag (16).
Everything before the ciphertext, the purpose and the name are authenticated: a piece moved to another name is refused.
NIST SP 800-38D, section 8.3, allows 2^32 random nonces per key; use a new key well before, for example one per store.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from csps.domain.errors import AccessError, CspsError, IntegrityError, UsageError
from csps.keys.hidden import HiddenKey

if TYPE_CHECKING:
    from csps.keys.purposes import KeyPurpose

MARK = b"CSPSEAL1"
NONCE_BYTES, TAG_BYTES, ID_BYTES = 12, 16, 8
OVERHEAD = len(MARK) + ID_BYTES + NONCE_BYTES + TAG_BYTES
LARGEST = 1 << 30  # bytes; one call may not seal more than about 2 GiB


class DataKey(HiddenKey):
    """A key that seals and opens: the key of a store, of a record, or a key-encrypting key."""

    __slots__ = ("_cipher",)

    def __init__(self, secret: bytes) -> None:
        super().__init__(secret)
        self._cipher = AESGCM(secret)


def seal(key: DataKey, purpose: KeyPurpose, name: str, plain: bytes) -> bytes:
    """Seal a piece under a purpose and a name; give 44 bytes more than came in.

    Args:
        key: the data key.
        purpose: what for.
        name: what the piece is called where it is kept; it is authenticated and not kept in the piece.
        plain: at most a gibibyte.

    Raises:
        UsageError: the piece is too large.
    """
    if len(plain) > LARGEST:
        raise UsageError("The piece is too large to be sealed at once.", next_step="Seal it as a stream.")
    head = MARK + key.key_id
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head + nonce + key._cipher.encrypt(nonce, plain, bound(head, purpose, name))  # noqa: SLF001 - same room


def open_sealed(key: DataKey, purpose: KeyPurpose, name: str, sealed: bytes) -> bytes:
    """Open a piece sealed under the same key, purpose and name.

    Raises:
        AccessError: the piece names another key.
        IntegrityError: it is damaged or cut short, or was sealed for another purpose or name.
    """
    head, rest = sealed[: len(MARK) + ID_BYTES], sealed[len(MARK) + ID_BYTES :]
    check_head(head, MARK, key, purpose)
    nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return key._cipher.decrypt(nonce, body, bound(head, purpose, name))  # noqa: SLF001 - same room
    except (InvalidTag, ValueError):
        raise damaged(purpose) from None


def check_head(head: bytes, mark: bytes, key: HiddenKey, purpose: KeyPurpose) -> None:
    """Refuse what is no sealed piece, and one that names another key.

    Raises:
        AccessError: the piece names another key.
        IntegrityError: it does not begin as sealed pieces do.
    """
    if len(head) != len(mark) + ID_BYTES or not head.startswith(mark):
        raise damaged(purpose)
    if head[len(mark) :] != key.key_id:
        raise AccessError(
            f"The sealed {purpose.value} names key {head[len(mark) :].hex()}; this is key {key.key_id.hex()}.",
            next_step="Open it with its own key. If that is this one, its first bytes are damaged: restore it.",
        )


def damaged(purpose: KeyPurpose) -> CspsError:
    """Say that a sealed piece is not what was sealed here."""
    return IntegrityError(
        f"The sealed {purpose.value} is damaged, cut short, or was sealed for something else.",
        next_step="Restore it from a backup.",
    )


def bound(head: bytes, purpose: KeyPurpose, name: str) -> bytes:
    """Give the associated data: the head, the purpose and the name. No purpose holds a NUL, and the head's length is fixed."""
    return b"\0".join((head, purpose.value.encode(), name.encode()))
