"""The key of an encrypted database, derived from a data key so that neither can be found from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from csps.keys.hidden import KEY_BYTES

if TYPE_CHECKING:
    from csps.keys.sealing import DataKey


def database_key(key: DataKey, name: str) -> str:
    """Give the raw key of a database, 64 hexadecimal digits, by HKDF-SHA-256 (RFC 5869) from a data key.

    The text is a secret. It goes into one call that opens the database, and is kept nowhere.

    Args:
        key: the data key of the store that the database belongs to.
        name: which database of that store.
    """
    info = b"\0".join((b"csps database key 1", name.encode()))
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key._secret).hex()  # noqa: SLF001 - same room
