"""The table of keys: one for every record, every delivery and every delivery's rejected rows. Without it nothing opens.

    keys/ring                               which table counts, and the keys of the stores, each wrapped by the deployment's key
    keys/<number>-<generation>-<chance>.keys  names and keys, sealed under the key of the table of that number

A key is destroyed by writing the table anew under a new key and a new number: the ring is replaced in one rename, and with
it goes the only copy of the old table's key. The name of a destroyed key stays with nothing beside it, so that what cannot
be opened is told from what was lost, and nobody gets a key under that name again.
"""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, Self

import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import IntegrityError, StorageError
from csps.keys import DataKey, KeyPurpose, files, fresh_secrets, open_stream, seal_stream
from csps.vault.key_entries import ENTRIES, KEY_BYTES, NOWHERE, KeyEntries
from csps.vault.ring import Ring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from csps.keys import KeyWrapper

FOLDER, RING, ENDING = "keys", "ring", ".keys"


class KeyTable:
    """An open table of keys.

    Args:
        folder: where it lies.
        ring: the ring that was read or made.
        key: of the table, as the ring names it.
        entries: what is in it.
    """

    def __init__(self, folder: Path, ring: Ring, key: DataKey, entries: pa.Table | None = None) -> None:
        self._folder, self._ring, self._key = folder, ring, key
        self._entries = KeyEntries(entries)
        self._new: list[pa.Table] = []

    @classmethod
    def found(cls, folder: Path, wrapper: KeyWrapper, pseudonyms: str) -> Self:
        """Make the first table of a new vault, without a name in it.

        Args:
            folder: where it will lie.
            wrapper: the deployment's key.
            pseudonyms: the id of the pseudonym key that belongs to the vault.

        Raises:
            StorageError: the disk refused.
        """
        key = DataKey.new()
        ring = Ring.of(wrapper, number=1, base="", store=1, stores={1: DataKey.new()}, table=key, pseudonyms=pseudonyms)
        _make(folder)
        files.replace(folder / RING, ring.to_bytes(), "The ring of the vault's keys", mode=0o600)
        return cls(folder, ring, key)

    @classmethod
    def read(cls, folder: Path, wrapper: KeyWrapper) -> Self:
        """Open the ring of a table; `load` brings the keys.

        Raises:
            AccessError: the ring was wrapped with another key than the deployment's.
            IntegrityError: the ring is missing or damaged.
        """
        ring, key = Ring.read(folder / RING).opened(wrapper)
        table = cls(folder, ring, key)
        if ring.base:
            table.load([ring.base])
        return table

    @property
    def ring(self) -> Ring:
        """What the ring says."""
        return self._ring

    @property
    def store_key(self) -> DataKey:
        """The key of the store that counts."""
        return self._ring.stores[self._ring.store]

    @property
    def own_key(self) -> DataKey:
        """The key of the table itself; an erasure and a rotation replace it."""
        return self._key

    @property
    def names(self) -> pa.Array:
        """Every name, those of destroyed keys among them."""
        return self._entries.table()["name"].combine_chunks()

    @property
    def destroyed(self) -> pa.Array:
        """The names whose keys were destroyed."""
        return self._entries.destroyed()

    def load(self, segments: Iterable[str]) -> None:
        """Bring keys in from files of the table; those of tables before it are passed over.

        Raises:
            IntegrityError: a file is missing or damaged.
            StorageError: one cannot be read.
        """
        wanted = [name for name in segments if name.startswith(f"{self._ring.number:08d}-")]
        if wanted:
            self._entries.add(pa.concat_tables([self._segment(name) for name in wanted]))

    def make(self, names: pa.Array) -> None:
        """Give a key to every name that never had one."""
        wanted = pc.unique(names)
        missing = wanted.filter(pa.array(self._entries.places(wanted) == NOWHERE))
        if len(missing):
            entries = _entries(missing, fresh_secrets(len(missing)))
            self._new.append(entries)
            self._entries.add(entries)

    def secrets(self, names: pa.Array) -> list[bytes | None]:
        """Give the key of each name; None for one that was destroyed.

        Raises:
            IntegrityError: a name never had a key in this table: the table is older than what asks for it.
        """
        places = self._entries.places(names)
        lost = int((places == NOWHERE).sum())
        if lost:
            raise IntegrityError(
                f"{lost:,} keys are missing: the table of keys is older than the vault.",
                next_step="Restore the newest backup of the table of keys: `csps vault restore --keys`.",
            )
        found: list[bytes | None] = self._entries.keys(places).to_pylist()
        return found

    def write_new(self, generation: int) -> str | None:
        """Write the keys that were made since the last time; give the file's name, None where there were none.

        Nobody reads the file before the database names it.

        Raises:
            StorageError: the disk refused.
        """
        if not self._new:
            return None
        name = self._write(self._ring.number, generation, pa.concat_tables(self._new), self._key)
        self._new = []
        return name

    def forget_new(self) -> None:
        """Take back the keys that were made and not written."""
        if self._new:
            fresh = pa.concat_tables(self._new)["name"].combine_chunks()
            known = self._entries.table()
            self._entries = KeyEntries(known.filter(pc.invert(pc.is_in(known["name"], value_set=fresh))))
            self._new = []

    def write_anew(
        self,
        wrapper: KeyWrapper,
        generation: int,
        *,
        destroy: Sequence[str] = (),
        new_store: bool = False,
    ) -> Self:
        """Write the whole table again under a new key, some keys destroyed. It counts once `put` was called.

        Args:
            wrapper: what wraps the new key: the deployment's key, or the one that takes its place.
            generation: the last one whose keys are in it.
            destroy: names whose keys are left out.
            new_store: whether the stores get a new key as well; the old ones stay, for backups.

        Raises:
            StorageError: the disk refused; the old table counts.
        """
        known = self._entries.table()
        gone = pc.is_in(known["name"], value_set=pa.array(destroy, pa.string()))
        keys = pc.if_else(gone, pa.scalar(None, pa.binary(KEY_BYTES)), known["key"])
        entries = pa.table({"name": known["name"], "key": keys.cast(ENTRIES.field("key").type)}, schema=ENTRIES)
        number, key, old = self._ring.number + 1, DataKey.new(), self._ring
        base = self._write(number, generation, entries, key)
        stores, store = dict(old.stores), old.store
        if new_store:
            store += 1
            stores[store] = DataKey.new()
        ring = Ring.of(
            wrapper, number=number, base=base, store=store, stores=stores, table=key, pseudonyms=old.pseudonyms
        )
        return type(self)(self._folder, ring, key, entries)

    def put(self) -> None:
        """Make this table the one that counts, in one rename.

        Raises:
            StorageError: the disk refused.
        """
        files.replace(self._folder / RING, self._ring.to_bytes(), "The ring of the vault's keys", mode=0o600)

    def tidy(self, segments: Iterable[str]) -> None:
        """Remove the files that neither the ring nor the database names.

        Raises:
            StorageError: the disk refused.
        """
        named = {self._ring.base, *segments}
        try:
            for path in [*self._folder.glob(f"*{ENDING}"), *self._folder.glob(".*.aside")]:
                if path.name not in named or not path.name.startswith(f"{self._ring.number:08d}-"):
                    path.unlink()
        except OSError as error:
            raise StorageError(f"The table of keys could not be tidied: {error.strerror}.") from error

    def _segment(self, name: str) -> pa.Table:
        try:
            with (self._folder / name).open("rb") as source:
                plain = b"".join(open_stream(self._key, KeyPurpose.KEY_TABLE, name, source))
        except FileNotFoundError:
            raise IntegrityError(
                "A part of the table of keys is missing.",
                next_step="Restore the table of keys from its own backup: `csps vault restore --keys`.",
            ) from None
        except OSError as error:
            raise StorageError(f"The table of keys cannot be read: {error.strerror}.") from error
        with pa.ipc.open_stream(pa.py_buffer(plain)) as reader:
            return reader.read_all()

    def _write(self, number: int, generation: int, entries: pa.Table, key: DataKey) -> str:
        name = f"{number:08d}-{generation:08d}-{secrets.token_hex(4)}{ENDING}"
        plain = pa.BufferOutputStream()
        with pa.ipc.new_stream(plain, ENTRIES) as writer:
            writer.write_table(entries)
        sealed = io.BytesIO()
        seal_stream(key, KeyPurpose.KEY_TABLE, name, io.BytesIO(plain.getvalue().to_pybytes()), sealed)
        _make(self._folder)
        files.replace(self._folder / name, sealed.getvalue(), "The table of keys", mode=0o600)
        return name


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The folder of keys could not be made: {error.strerror}.") from error


def _entries(names: pa.Array, keys: bytes) -> pa.Table:
    return _table(
        names, pa.FixedSizeBinaryArray.from_buffers(pa.binary(KEY_BYTES), len(names), [None, pa.py_buffer(keys)])
    )


def _table(names: pa.Array, keys: pa.Array) -> pa.Table:
    return pa.table({"name": names, "key": keys}, schema=ENTRIES)
