"""Data keys kept under a key-encrypting key, here or in a key service.

Rotation wraps the data keys again and leaves the data alone; destroying a wrapped key makes what it sealed unreadable.
"""

from __future__ import annotations

from typing import Protocol

from csps.keys.pseudonyms import PseudonymKey
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import DataKey, open_sealed, seal

_PSEUDONYMS = "pseudonyms"


class KeyWrapper(Protocol):
    """What keeps data keys: a key file of this machine, or a key service that never shows its own key."""

    def wrap(self, name: str, key: DataKey) -> bytes:
        """Give the key sealed under `name`."""

    def unwrap(self, name: str, wrapped: bytes) -> DataKey:
        """Give the key back.

        Raises:
            AccessError: it was wrapped with another key.
            IntegrityError: it is damaged, or was wrapped under another name.
        """


class LocalKeyWrapper:
    """Wraps with a key-encrypting key that this process holds.

    Args:
        key_encrypting_key: usually read from a key file outside the workspace.
    """

    def __init__(self, key_encrypting_key: DataKey) -> None:
        self._key = key_encrypting_key

    def __repr__(self) -> str:
        return f"LocalKeyWrapper({self._key!r})"

    def wrap(self, name: str, key: DataKey) -> bytes:
        """Give the key sealed under `name`: 76 bytes."""
        return seal(self._key, KeyPurpose.WRAPPED_KEY, name, key._secret)  # noqa: SLF001 - same room

    def unwrap(self, name: str, wrapped: bytes) -> DataKey:
        """Give the key back.

        Raises:
            AccessError: it was wrapped with another key.
            IntegrityError: it is damaged, or was wrapped under another name.
        """
        return DataKey(open_sealed(self._key, KeyPurpose.WRAPPED_KEY, name, wrapped))


def rewrap(old: KeyWrapper, new: KeyWrapper, name: str, wrapped: bytes) -> bytes:
    """Move a data key from one key-encrypting key to another.

    Raises:
        AccessError: it was wrapped with another key than the old one.
        IntegrityError: it is damaged, or was wrapped under another name.
    """
    return new.wrap(name, old.unwrap(name, wrapped))


def wrapped_pseudonym_key(wrapper: KeyWrapper, key: PseudonymKey) -> bytes:
    """Give the key of pseudonyms wrapped, for a deployment whose keys a service holds."""
    return wrapper.wrap(_PSEUDONYMS, DataKey(key._secret))  # noqa: SLF001 - same room


def unwrapped_pseudonym_key(wrapper: KeyWrapper, wrapped: bytes) -> PseudonymKey:
    """Give the key of pseudonyms back.

    Raises:
        AccessError: it was wrapped with another key.
        IntegrityError: it is damaged.
    """
    return PseudonymKey(wrapper.unwrap(_PSEUDONYMS, wrapped)._secret)  # noqa: SLF001 - same room
