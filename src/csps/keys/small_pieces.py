"""Very many small pieces, each sealed under a key of its own: a key that is destroyed takes its piece with it, and no other.

AES-256-GCM as in `sealing`, without the mark and the key's id, which would be longer than many a piece: a random nonce (12
bytes), the ciphertext and its tag (16). Whoever keeps the pieces keeps beside each the name of its key.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from csps.domain.errors import IntegrityError
from csps.keys.hidden import KEY_BYTES
from csps.keys.sealing import NONCE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csps.keys.purposes import KeyPurpose

_LABEL = b"csps small piece 1\0"


def fresh_secrets(count: int) -> bytes:
    """Give that many keys of 32 random bytes, one after another."""
    return secrets.token_bytes(count * KEY_BYTES)


def seal_each(keys: Iterable[bytes], purpose: KeyPurpose, pieces: Sequence[bytes]) -> list[bytes]:
    """Seal each piece under its key; give 28 bytes more than came in with each.

    Args:
        keys: 32 bytes for each piece, in the order of the pieces; one key may stand for several.
        purpose: what for.
        pieces: of any length.
    """
    context = _LABEL + purpose.value.encode()
    chance = secrets.token_bytes(NONCE_BYTES * len(pieces))
    nonces = [chance[start : start + NONCE_BYTES] for start in range(0, len(chance), NONCE_BYTES)]
    return [
        nonce + AESGCM(key).encrypt(nonce, piece, context)
        for key, nonce, piece in zip(keys, nonces, pieces, strict=True)
    ]


def open_each(keys: Iterable[bytes], purpose: KeyPurpose, sealed: Sequence[bytes]) -> list[bytes]:
    """Open each piece with its key.

    Raises:
        IntegrityError: one is damaged, or was sealed under another key or for another purpose.
    """
    context = _LABEL + purpose.value.encode()
    try:
        return [
            AESGCM(key).decrypt(piece[:NONCE_BYTES], piece[NONCE_BYTES:], context)
            for key, piece in zip(keys, sealed, strict=True)
        ]
    except (InvalidTag, ValueError):
        raise IntegrityError(
            f"A sealed {purpose.value} is damaged, or was sealed under another key.",
            next_step="Restore the vault from a backup.",
        ) from None
