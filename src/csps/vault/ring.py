"""The ring: the few keys on which all others hang, each wrapped by the deployment's key, in one small file.

It is replaced as a whole and in one rename, so that a new table, a new key of a store and the end of an old one come about
in one moment or not at all. The words beside the keys are bound to the table's key: none can be changed alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from csps.domain.errors import AccessError, IntegrityError, StorageError
from csps.keys import canonical_json, parse_canonical
from csps.keys.signing import bytes_from_hex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.keys import DataKey, KeyWrapper

FORMAT = "csps vault ring 1"
_WHAT = "the ring of the vault's keys"
_FIELDS = frozenset({"base", "checksum", "format", "number", "pseudonyms", "store", "stores", "table"})


@dataclass(frozen=True, slots=True)
class Ring:
    """What a ring holds.

    Args:
        number: of the table of keys that counts.
        base: the file in which most of it lies; "" for none.
        store: the number of the store that counts.
        wrapped_stores: the keys of this store and of those before it, which old backups are sealed with.
        wrapped_table: the key of the table.
        pseudonyms: the id of the pseudonym key that belongs to the vault.
    """

    number: int
    base: str
    store: int
    wrapped_stores: Mapping[int, bytes]
    wrapped_table: bytes
    pseudonyms: str
    stores: Mapping[int, DataKey]

    @classmethod
    def of(
        cls,
        wrapper: KeyWrapper,
        *,
        number: int,
        base: str,
        store: int,
        stores: Mapping[int, DataKey],
        table: DataKey,
        pseudonyms: str,
    ) -> Self:
        """Make a ring.

        Raises:
            AccessError: the key service refuses.
        """
        wrapped = {one: wrapper.wrap(_store_name(one), key) for one, key in stores.items()}
        name = _table_name(number, base, store, pseudonyms)
        return cls(number, base, store, wrapped, wrapper.wrap(name, table), pseudonyms, dict(stores))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a ring; its keys are still wrapped.

        Raises:
            IntegrityError: it is missing or damaged.
            StorageError: it cannot be read.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise IntegrityError(
                "The vault has lost the ring of its keys.",
                next_step="Restore the table of keys from its own backup: `csps vault restore --keys`.",
            ) from None
        except OSError as error:
            raise StorageError(f"The ring of the vault's keys cannot be read: {error.strerror}.") from error
        return cls.from_bytes(data)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the bytes of a ring.

        Raises:
            IntegrityError: they are damaged.
        """
        whole = parse_canonical(data.removesuffix(b"\n"), _WHAT)
        if not isinstance(whole, dict) or whole.keys() != _FIELDS or not data.endswith(b"\n"):
            raise _damaged()
        checksum = whole.pop("checksum")
        if whole["format"] != FORMAT or checksum != _checksum(whole) or not isinstance(whole["stores"], dict):
            raise _damaged()
        wrapped = {int(one): bytes_from_hex(kept, _WHAT) for one, kept in whole["stores"].items()}
        table = bytes_from_hex(whole["table"], _WHAT)
        return cls(whole["number"], whole["base"], whole["store"], wrapped, table, whole["pseudonyms"], {})

    def to_bytes(self) -> bytes:
        """Give one line of canonical JSON with a checksum, which tells damage from another key."""
        whole: dict[str, object] = {
            "base": self.base,
            "format": FORMAT,
            "number": self.number,
            "pseudonyms": self.pseudonyms,
            "store": self.store,
            "stores": {str(one): kept.hex() for one, kept in self.wrapped_stores.items()},
            "table": self.wrapped_table.hex(),
        }
        return canonical_json(whole | {"checksum": _checksum(whole)}) + b"\n"

    def opened(self, wrapper: KeyWrapper) -> tuple[Self, DataKey]:
        """Unwrap every key; give the ring with them, and the table's key.

        Raises:
            AccessError: they were wrapped with another key.
            IntegrityError: something beside them was changed.
        """
        table = wrapper.unwrap(_table_name(self.number, self.base, self.store, self.pseudonyms), self.wrapped_table)
        stores = {one: wrapper.unwrap(_store_name(one), kept) for one, kept in self.wrapped_stores.items()}
        if self.store not in stores:
            raise _damaged()
        opened = type(self)(
            self.number, self.base, self.store, self.wrapped_stores, self.wrapped_table, self.pseudonyms, stores
        )
        return opened, table

    def check_pseudonyms(self, key_id: str) -> None:
        """Refuse another pseudonym key than that of the vault.

        Raises:
            AccessError: it is another.
        """
        if key_id != self.pseudonyms:
            raise AccessError(
                "The pseudonym key is not that of this vault.", next_step="Use the keys that were made together."
            )


def _store_name(number: int) -> str:
    return f"vault store {number}"


def _table_name(number: int, base: str, store: int, pseudonyms: str) -> str:
    """Name the table's key so that everything beside it is bound to it."""
    return canonical_json({"base": base, "number": number, "pseudonyms": pseudonyms, "store": store}).decode()


def _checksum(whole: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical_json(whole)).hexdigest()


def _damaged() -> IntegrityError:
    return IntegrityError(
        "The ring of the vault's keys is damaged.",
        next_step="Restore the table of keys from its own backup: `csps vault restore --keys`.",
    )
