"""The vault: identities, rejected rows and deliveries as they came, by generation, under keys that lie elsewhere.

A run begins generation n + 1 where n is published, writes in one transaction, and commits. Readers go on seeing n until
a manifest names n + 1. A run that died before its commit leaves nothing; one that died after it leaves a generation
that nobody sees, and which the next `begin` removes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import AccessError, IntegrityError, StorageError, UsageError
from csps.keys import (
    KeyPurpose,
    canonical_json,
    files,
    open_sealed,
    pseudonyms_of,
    seal,
)
from csps.vault.archive import INDEX, Archive
from csps.vault.database import Database, joined
from csps.vault.identities import IDENTITIES, ORIGIN, Added, check_identities, in_order, what_is_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from csps.keys import PseudonymKind
    from csps.vault.vault_keys import VaultKeys

MARK, DATABASE = "mark", "identities.db"
IDENTITY, REJECTED, ARCHIVED = "identity", "rejected", "archived"
REJECTED_ROWS = pa.schema(
    [("delivery", pa.string()), ("line", pa.int64()), ("rule", pa.string()), ("content", pa.string())]
)
"""A row that was not taken in: where it stood, the first rule it broke, and its text as it came."""


class Vault:
    """An open vault. Use it in a `with` block, or close it.

    Args:
        folder: of the vault.
        keys: what opens it.
        generation: what is seen.
    """

    def __init__(self, folder: Path, keys: VaultKeys, generation: int) -> None:
        self._keys = keys
        self._database = Database(folder / DATABASE, keys.store)
        self._archive = Archive(folder / "archive", keys.store)
        self._generation = generation
        self._writing = False

    @classmethod
    def open(cls, folder: Path, *, keys: VaultKeys, generation: int) -> Self:
        """Open a vault, or make an empty one where there is none.

        Args:
            folder: of the vault; made where it is missing.
            keys: what opens it.
            generation: what the published manifest names; 0 before the first.

        Raises:
            AccessError: the keys are not those of this vault.
            IntegrityError: the vault is damaged, or does not hold the generation.
            BusyError: another run writes to it.
            StorageError: the disk refused.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The vault could not be opened: {error.strerror}.") from error
        _check_mark(folder / MARK, keys)
        vault = cls(folder, keys, generation)
        newest = vault.newest
        if newest < generation:
            vault.close()
            raise IntegrityError(
                f"The vault ends with generation {newest}; the published week rests on {generation}.",
                next_step="Restore the vault from a backup of that week or later.",
            )
        return vault

    @property
    def generation(self) -> int:
        """What is seen: the generation it was opened at, or the one that was begun since."""
        return self._generation

    @property
    def newest(self) -> int:
        """The last generation that was committed, whether a manifest names it or not."""
        return self._database.newest()

    # --- Writing ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the next generation, in one transaction. What runs wrote that were never published is removed.

        Raises:
            BusyError: another run writes to it.
            IntegrityError: the vault is damaged.
            StorageError: the disk refused.
        """
        self._database.begin(self._generation)
        self._archive.forget_after(self._generation)
        self._generation += 1
        self._writing = True

    def commit(self) -> None:
        """Keep everything that was written since `begin`; it is on the disk when this returns.

        Raises:
            StorageError: the disk refused; nothing was kept.
        """
        self._database.commit()
        self._writing = False

    def roll_back(self) -> None:
        """Forget what was written since `begin`, if anything was begun."""
        if self._writing:
            self._database.roll_back()
            self._generation -= 1
            self._writing = False

    def add_identities(self, rows: pa.Table) -> Added:
        """Keep identities of one table, except those that repeat what is known of their row.

        Args:
            rows: in the columns `IDENTITY_COLUMNS`, in any order.

        Raises:
            UsageError: other columns, several tables at once, or `begin` was not called.
        """
        self._refuse_idle()
        checked = check_identities(rows)
        if not checked.num_rows:
            return Added(0, ORIGIN.empty_table())
        name = checked["table_name"][0].as_py()
        new, other_birth = what_is_new(checked, self._database.get(self._generation, IDENTITY, name))
        self._database.put(self._generation, IDENTITY, name, new)
        return Added(new.num_rows, other_birth)

    def reject(self, table_name: str, rows: pa.Table) -> None:
        """Keep rows that were not taken in, as they came.

        Args:
            table_name: the table they were meant for.
            rows: in the columns of `REJECTED_ROWS`.

        Raises:
            UsageError: `begin` was not called.
        """
        self._refuse_idle()
        self._database.put(self._generation, REJECTED, table_name, rows.select(REJECTED_ROWS.names).cast(REJECTED_ROWS))

    def archive(self, feed: str, deliveries: Mapping[str, bytes]) -> None:
        """Seal deliveries as they came, in one file.

        Args:
            feed: whose they are.
            deliveries: the bytes by the delivery's name.

        Raises:
            UsageError: `begin` was not called.
            StorageError: the disk refused.
        """
        self._refuse_idle()
        if deliveries:
            index = self._archive.add(self._generation, feed, deliveries)
            self._database.put(self._generation, ARCHIVED, feed, index)

    # --- Reading ---------------------------------------------------------------------------------------------------

    def identities(self) -> pa.Table:
        """Give every identity that is seen, by table, record, day known, delivery and line."""
        names = self._database.names(self._generation, IDENTITY)
        parts = [in_order(joined(self._database.get(self._generation, IDENTITY, name), IDENTITIES)) for name in names]
        return joined(parts, IDENTITIES)

    def rejected(self, delivery: str) -> pa.Table:
        """Give the rejected rows of a delivery in order of line."""
        found = self._lines_of(REJECTED, REJECTED_ROWS, delivery)
        return found.sort_by("line")

    def archived(self, delivery: str) -> bytes:
        """Give a delivery as it came.

        Raises:
            UsageError: the archive does not hold it.
            AccessError: it was sealed with another key.
            IntegrityError: it is missing or damaged.
        """
        found = self._lines_of(ARCHIVED, INDEX, delivery)
        if not found.num_rows:
            raise UsageError("The archive does not hold that delivery.", next_step="Look its name up in feeds.load.")
        return self._archive.read(found.slice(found.num_rows - 1).to_pylist()[0])

    def archived_hashes(self) -> frozenset[str]:
        """Give the SHA-256 of every delivery that the archive holds."""
        names = self._database.names(self._generation, ARCHIVED)
        indexes = [piece["sha256"] for name in names for piece in self._database.get(self._generation, ARCHIVED, name)]
        return frozenset(digest for column in indexes for digest in column.to_pylist())

    def pseudonyms(self, kind: PseudonymKind, feed: str, values: Iterable[str]) -> list[str]:
        """Give the pseudonym of each value; see `csps.keys.pseudonyms_of`."""
        return pseudonyms_of(self._keys.pseudonyms, kind, feed, values)

    def close(self) -> None:
        """Forget what was begun and not committed, and let go of the files."""
        self.roll_back()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _lines_of(self, kind: str, schema: pa.Schema, delivery: str) -> pa.Table:
        pieces = [
            piece.filter(pc.equal(piece["delivery"], delivery))
            for name in self._database.names(self._generation, kind)
            for piece in self._database.get(self._generation, kind, name)
        ]
        return joined(pieces, schema)

    def _refuse_idle(self) -> None:
        if not self._writing:
            raise UsageError("Nothing is written to the vault before `begin`.")


def _check_mark(path: Path, keys: VaultKeys) -> None:
    """Make sure that the keys are those of the vault; a new vault is marked with them.

    Raises:
        AccessError: they are not.
        IntegrityError: the mark is damaged, or missing where a database lies.
    """
    expected = canonical_json({"pseudonyms": keys.pseudonyms.key_id.hex()})
    if not path.exists():
        if (path.parent / DATABASE).exists():
            raise IntegrityError("The vault has lost its mark.", next_step="Restore the vault from a backup.")
        files.replace(path, seal(keys.store, KeyPurpose.IDENTITY, MARK, expected), "The mark of the vault")
        return
    try:
        sealed = path.read_bytes()
    except OSError as error:
        raise StorageError(f"The mark of the vault cannot be read: {error.strerror}.") from error
    if open_sealed(keys.store, KeyPurpose.IDENTITY, MARK, sealed) != expected:
        raise AccessError(
            "The pseudonym key is not that of this vault.", next_step="Use the two keys that were made together."
        )
