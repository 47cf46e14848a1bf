"""The vault: identities, rejected rows and deliveries as they came, by generation, under keys that lie elsewhere.

    keys/          the table of keys, apart from all else: see `key_table`; never in a backup of the vault
    identities-<store>.db   identities, rejected rows, the index of the archive, and what people said
    archive/       deliveries as they came
    workings/      what linkage learnt and worked out
    passing/       what linkage read last week: see `passing`; gone with the table of keys

A run begins generation n + 1 where n is published, writes in one transaction, and commits. Readers go on seeing n until
a manifest names n + 1. A run that died before its commit leaves nothing; one that died after it leaves a generation
that nobody sees, and which the next `begin` removes.
"""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import TYPE_CHECKING, Self

import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import AccessError, BusyError, IntegrityError, StorageError, UsageError
from csps.keys import pseudonyms_of
from csps.vault.archive import ENDING, INDEX, Archive
from csps.vault.aside import SealedAside
from csps.vault.database import ROWS_PER_PIECE, Database, joined
from csps.vault.identities import IDENTITIES, ORIGIN, Added, check_identities, in_order, what_is_new
from csps.vault.key_table import FOLDER, RING, KeyTable
from csps.vault.passing import Passing
from csps.vault.rejects import SEALED_ROWS, open_rejects, seal_rejects
from csps.vault.sealed_rows import SEALED, open_rows, seal_rows
from csps.vault.statements import PLAN, Statement, Statements
from csps.vault.workings import Workings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from csps.keys import PseudonymKind
    from csps.vault.archive import Content
    from csps.vault.vault_keys import VaultKeys

ARCHIVE, WORKINGS, PASSING = "archive", "workings", "passing"
IDENTITY, REJECTED, ARCHIVED, MARK = "identity", "rejected", "archived", "mark"


class Vault:
    """An open vault. Use it in a `with` block, or close it.

    Args:
        folder: of the vault.
        keys: what opens it.
        table: the table of keys.
        generation: what is seen.
    """

    def __init__(self, folder: Path, keys: VaultKeys, table: KeyTable, generation: int) -> None:
        self._folder, self._deployment, self._table = folder, keys, table
        self._database = Database(folder / database_name(table.ring.store), table.store_key)
        self._archive = Archive(folder / ARCHIVE, table)
        self._workings = Workings(folder / WORKINGS, table.store_key, tuple(table.ring.stores.values()))
        self._passing = Passing(folder / PASSING, table.own_key)
        self._statements = Statements(self._database, table)
        self._generation = generation
        self._writing = False

    @classmethod
    def open(cls, folder: Path, *, keys: VaultKeys, generation: int | None) -> Self:
        """Open a vault, or make an empty one where nothing rests on one.

        Args:
            folder: of the vault; made where it is missing.
            keys: what opens it.
            generation: what the published manifest names, 0 before the first; None for whatever was committed last, which
                is for work on the vault as a whole.

        Raises:
            AccessError: the keys are not those of this vault.
            IntegrityError: the vault is damaged or missing, or does not hold the generation.
            BusyError: another run writes to it.
            StorageError: the disk refused.
        """
        table = _opened_table(folder, keys, generation)
        _refuse_missing(folder, table, generation)
        vault = cls(folder, keys, table, generation or 0)
        try:
            vault._settle(generation)
        except BaseException:  # whatever it was: an open file must not outlive it
            vault.close()
            raise
        return vault

    def _settle(self, generation: int | None) -> None:
        """Decide what is seen, and bring in the keys that it needs."""
        newest = self.newest
        if generation is not None and newest < generation:
            raise IntegrityError(
                f"The vault ends with generation {newest}; the published week rests on {generation}.",
                next_step="Restore the vault from a backup of that week or later.",
            )
        self._generation = newest if generation is None else generation
        self._table.load(self._database.segments(self._generation))

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self._folder

    @property
    def database(self) -> Database:
        """The encrypted database, for the rooms of the vault itself."""
        return self._database

    @property
    def table(self) -> KeyTable:
        """The table of keys, for the rooms of the vault itself."""
        return self._table

    @property
    def workings(self) -> Workings:
        """What linkage learnt and worked out, which no generation names."""
        return self._workings

    @property
    def passing(self) -> Passing:
        """What the next run may use and nothing rests on."""
        return self._passing

    @property
    def statements(self) -> Statements:
        """What people said, for the rooms of the vault itself."""
        return self._statements

    @property
    def archive_of_deliveries(self) -> Archive:
        """The archive, for the rooms of the vault itself."""
        return self._archive

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
            BusyError: another run writes to it, or an erasure is unfinished.
            IntegrityError: the vault is damaged.
            StorageError: the disk refused.
        """
        if self._statements.said(PLAN):
            raise BusyError("An erasure is unfinished.", next_step="End it first: `csps privacy erase`.")
        self._database.begin(self._generation)
        self._archive.forget_after(self._generation)
        self._table.tidy(self._database.segments())
        self._generation += 1
        mark = secrets.token_hex(16)
        self._database.put(self._generation, MARK, mark, pa.table({"mark": [mark]}))
        self._writing = True

    def commit(self) -> None:
        """Keep everything that was written since `begin`; it is on the disk when this returns.

        Raises:
            StorageError: the disk refused; nothing was kept.
        """
        self._name_new_keys(self._generation)
        self._database.commit()
        self._writing = False

    def roll_back(self) -> None:
        """Forget what was written since `begin`, if anything was begun."""
        if self._writing:
            self._database.roll_back()
            self._table.forget_new()
            self._generation -= 1
            self._writing = False

    def parts_added(self, table_name: str) -> int:
        """Count the pieces of a table's identities that were added since `begin`; see `add_identities`."""
        return self._database.count(self._generation, IDENTITY, table_name)

    def add_identities(self, rows: pa.Table, *, apart_from: int | None = None) -> Added:
        """Keep identities of one table, except those that repeat what is known of their row.

        Each record is sealed under a key of its own. Rows of a record whose key was destroyed are not kept.

        Args:
            rows: in the columns `IDENTITY_COLUMNS`, in any order.
            apart_from: what `parts_added` gave before rows of the same table that name other records were added; those
                are not looked through.

        Raises:
            UsageError: other columns, several tables at once, or `begin` was not called.
        """
        self._refuse_idle()
        checked = check_identities(rows)
        if not checked.num_rows:
            return Added(0, ORIGIN.empty_table())
        name = checked["table_name"][0].as_py()
        checked = checked.filter(pc.invert(pc.is_in(checked["record_id"], value_set=self._table.destroyed)))
        records = pc.unique(checked["record_id"])
        new, other_birth = what_is_new(checked, self._opened(name, records, own=apart_from))
        for start in range(0, new.num_rows, ROWS_PER_PIECE):
            sealed = seal_rows(new.slice(start, ROWS_PER_PIECE), self._table)
            self._database.put(self._generation, IDENTITY, name, sealed)
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
        self._database.put(
            self._generation, REJECTED, table_name, seal_rejects(rows, self._table, f"{self._generation}")
        )

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

    def archive_pieces(self, feed: str, deliveries: Sequence[tuple[str, str, Content]]) -> None:
        """Seal what is kept of deliveries, in one file. The errors are those of `archive`.

        Args:
            feed: whose they are.
            deliveries: name, SHA-256 as it came, and what is kept of it: bytes, or pieces of them where they are many.
        """
        self._refuse_idle()
        if deliveries:
            index = self._archive.put(self._generation, feed, deliveries)
            self._database.put(self._generation, ARCHIVED, feed, index)

    @property
    def has_erased(self) -> bool:
        """Whether anybody was ever erased."""
        return bool(self.erased.num_rows)

    @cached_property
    def erased(self) -> pa.Table:
        """The records of everybody who was erased, in a column `name`."""
        names = self._table.destroyed
        records = names.filter(pc.invert(pc.match_substring(names, " ")))  # keys of other things have names of words
        return pa.table({"name": records.cast(pa.string())})

    # --- Reading ---------------------------------------------------------------------------------------------------

    def identities(self) -> pa.Table:
        """Give every identity that is seen, by table, record, day known, delivery and line."""
        return self.identities_of(None)

    def identities_of(self, records: pa.Array | None, tables: Iterable[str] | None = None) -> pa.Table:
        """Give the identities of some records that are seen, in the same order; only theirs are opened.

        Args:
            records: their pseudonyms; None for all.
            tables: only those of these tables; None for all.
        """
        names = self._database.names(self._generation, IDENTITY)
        wanted = names if tables is None else sorted(set(names) & set(tables))
        return joined([in_order(joined(self._opened(name, records), IDENTITIES)) for name in wanted], IDENTITIES)

    def marks(self) -> list[str]:
        """Give the mark of every generation that is seen, the newest first; one that was made again bears another."""
        return list(self._database.generations(self._generation, MARK))

    def identities_since(self, mark: str) -> pa.Table:
        """Give the identities that came after the generation of a mark, in the same order.

        Raises:
            UsageError: no generation that is seen bears it.
        """
        after = self._database.generations(self._generation, MARK).get(mark)
        if after is None:
            raise UsageError("No generation of the vault bears that mark.")
        names = self._database.names(self._generation, IDENTITY)
        return joined([in_order(joined(self._opened(name, None, after), IDENTITIES)) for name in names], IDENTITIES)

    def told_of(self, records: Iterable[str]) -> list[dict[str, object]]:
        """Give the identities of some records, row by row."""
        rows: list[dict[str, object]] = self.identities_of(pa.array(sorted(records), pa.string())).to_pylist()
        return rows

    def records_called(self, surname: str, born_on: date) -> frozenset[str]:
        """Give the records that ever bore a surname, in any case, and a day of birth."""
        rows = self.identities()
        called = pc.and_kleene(
            pc.equal(pc.utf8_lower(rows["surname"]), surname.lower()), pc.equal(rows["born_on"], pa.scalar(born_on))
        )
        return frozenset(rows.filter(called)["record_id"].to_pylist())

    def rejected(self, delivery: str) -> pa.Table:
        """Give the rejected rows of a delivery in order of line."""
        return open_rejects(self._lines_of(REJECTED, SEALED_ROWS, delivery), self._table).sort_by("line")

    def archived(self, delivery: str) -> bytes:
        """Give a delivery as it came, or what is left of it after somebody was taken out.

        Raises:
            UsageError: the archive does not hold it, or its key was destroyed.
            IntegrityError: it is missing or damaged.
        """
        found = self._lines_of(ARCHIVED, INDEX, delivery)
        if not found.num_rows:
            raise UsageError("The archive does not hold that delivery.", next_step="Look its name up in feeds.load.")
        content = self._archive.read(found.slice(found.num_rows - 1).to_pylist()[0])
        if content is None:
            raise UsageError(
                "The key of that delivery was destroyed when somebody was erased, and this is an older copy of it.",
                next_step="Ask the agency for it again if it is needed.",
            )
        return content

    def archived_hashes(self) -> frozenset[str]:
        """Give the SHA-256 of every delivery that the archive holds."""
        names = self._database.names(self._generation, ARCHIVED)
        indexes = [piece["sha256"] for name in names for piece in self._database.get(self._generation, ARCHIVED, name)]
        return frozenset(digest for column in indexes for digest in column.to_pylist())

    def pseudonyms(self, kind: PseudonymKind, feed: str, values: Iterable[str]) -> list[str]:
        """Give the pseudonym of each value; see `csps.keys.pseudonyms_of`."""
        return pseudonyms_of(self._deployment.pseudonyms, kind, feed, values)

    def aside(self) -> SealedAside:
        """Give room for rows in the clear that do not fit into memory; see `csps.vault.aside`.

        Raises:
            StorageError: the disk refused.
        """
        return SealedAside(self._folder)

    # --- What people said ------------------------------------------------------------------------------------------

    def say(self, kind: str, about: Iterable[str], content: bytes) -> Statement:
        """Keep a statement; it counts from now on, outside generations, and is on the disk when this returns.

        Args:
            kind: what sort of statement it is.
            about: the records it is about; it is forgotten when one of them is erased.
            content: what is said; sealed under a key of its own.

        Raises:
            UsageError: a run writes to this vault.
            BusyError: another run writes to it.
            StorageError: the disk refused; nothing was kept.
        """
        if self._writing:
            raise UsageError("Nothing is said to a vault while a run writes to it.")
        return self._statements.say(kind, about, content)

    def said(self, kind: str | None = None) -> list[Statement]:
        """Give the statements of a kind, or all, in the order in which they were said.

        Raises:
            IntegrityError: one is damaged.
        """
        return self._statements.said(kind)

    # --- Inside ----------------------------------------------------------------------------------------------------

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

    def _opened(self, name: str, records: pa.Array | None, after: int = 0, own: int | None = None) -> list[pa.Table]:
        if records is None:
            pieces = self._database.get(self._generation, IDENTITY, name, after=after)
            return [open_rows(joined(pieces, SEALED), name, self._table)] if pieces else []
        # One piece at a time: of all of them, those of some records may be few.
        sealed = self._database.pieces(self._generation, IDENTITY, name, after=after, own=own)
        return [open_rows(piece, name, self._table, records) for piece in sealed]

    def _name_new_keys(self, generation: int) -> None:
        """Write the keys that were made, and name their file in the transaction that is under way."""
        file = self._table.write_new(generation)
        if file is not None:
            self._database.name_segment(file, generation)

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


def database_name(store: int) -> str:
    """Name the database of a store; a store with a new key is a new database."""
    return f"identities-{store:04d}.db"


def _opened_table(folder: Path, keys: VaultKeys, generation: int | None) -> KeyTable:
    """Open the table of keys, or make the first one of a vault on which nothing rests."""
    own = keys.pseudonyms.key_id.hex()
    if not (folder / FOLDER / RING).exists():
        if generation != 0 or _holds_something(folder):
            what = "has lost the ring of its keys" if _holds_something(folder) else "is missing"
            raise IntegrityError(
                f"The vault {what}.",
                next_step="Restore it: `csps vault restore`, with --keys for the table of keys.",
            )
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The vault could not be opened: {error.strerror}.") from error
        return KeyTable.found(folder / FOLDER, keys.wrapper, own)
    try:
        table = KeyTable.read(folder / FOLDER, keys.wrapper)
    except AccessError:
        if keys.coming is None:
            raise
        table = KeyTable.read(folder / FOLDER, keys.coming)
    table.ring.check_pseudonyms(own)
    return table


def _holds_something(folder: Path) -> bool:
    return any(folder.glob("identities-*.db")) or any((folder / ARCHIVE).glob(f"*{ENDING}"))


def _refuse_missing(folder: Path, table: KeyTable, generation: int | None) -> None:
    """Refuse a vault whose database is gone or empty, instead of making a new one in its place."""
    path = folder / database_name(table.ring.store)
    is_there = path.exists() and path.stat().st_size > 0
    if not is_there and (generation != 0 or any((folder / ARCHIVE).glob(f"*{ENDING}"))):
        raise IntegrityError(
            "The vault has lost its database.", next_step="Restore the vault from a backup: `csps vault restore`."
        )
