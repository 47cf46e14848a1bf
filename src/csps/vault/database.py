"""The encrypted database of a vault: pieces by generation, each some rows of one table as Arrow writes them.

Rows are kept in pieces and not one by one, because every week linkage reads all of them: millions of rows come back in
seconds. A piece is never changed. What a run adds bears its generation; a reader sees the generations up to its own.

What people said is kept one statement at a time, outside generations: it counts from the moment it was said.

The page cipher is SQLCipher's: AES-256-CBC with HMAC-SHA-512 per page under a raw key that is derived from the vault's
data key. The rollback journal holds encrypted pages, and temporary tables stay in memory.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
from sqlcipher3 import dbapi2 as sqlcipher

from csps.domain.errors import BusyError, CspsError, IntegrityError, StorageError
from csps.keys import database_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from csps.keys import DataKey

GENERATIONS = "CREATE TABLE IF NOT EXISTS generation (number INTEGER PRIMARY KEY)"
PIECES = """\
CREATE TABLE IF NOT EXISTS piece (
    generation INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (generation, kind, name, number)
)
"""
SEGMENTS = "CREATE TABLE IF NOT EXISTS segment (file TEXT PRIMARY KEY, generation INTEGER NOT NULL)"
STATEMENTS = """\
CREATE TABLE IF NOT EXISTS statement (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    content BLOB NOT NULL
)
"""
TABLES = (GENERATIONS, PIECES, SEGMENTS, STATEMENTS)
COPIES = (
    ("SELECT * FROM generation ORDER BY rowid", "INSERT INTO generation VALUES (?)"),
    ("SELECT * FROM piece ORDER BY rowid", "INSERT INTO piece VALUES (?, ?, ?, ?, ?)"),
    ("SELECT * FROM segment ORDER BY rowid", "INSERT INTO segment VALUES (?, ?)"),
    ("SELECT * FROM statement ORDER BY rowid", "INSERT INTO statement VALUES (?, ?, ?, ?)"),
)
SETTINGS = (
    "PRAGMA cipher_log_level = NONE",  # it would write to the terminal what an error says better
    "PRAGMA cipher_page_size = 16384",  # one HMAC per page: fewer, larger pages are read faster
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 0",
)
ROWS_PER_PIECE = 1 << 18  # a piece must stay far below SQLite's gigabyte
COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")


class Place(NamedTuple):
    """Where a piece lies."""

    generation: int
    kind: str
    name: str
    number: int


class Database:
    """Pieces in an encrypted file.

    Args:
        path: the file; it is made where it is missing.
        key: the vault's data key.

    Raises:
        IntegrityError: the file is damaged.
        BusyError: another run writes to it.
        StorageError: the disk refused.
    """

    def __init__(self, path: Path, key: DataKey) -> None:
        self._path = path
        with _refusing():
            self._connection = sqlcipher.connect(str(path), isolation_level=None)
            try:
                self._connection.execute(_key_pragma(database_key(key, "identities")))
                for setting in SETTINGS:
                    self._connection.execute(setting)
                for table in TABLES:
                    self._connection.execute(table)
            except BaseException:  # whatever it was: an open file must not outlive it
                self._connection.close()
                raise

    def begin(self, generation: int) -> None:
        """Begin the generation after one; whatever lies above that is gone if this is committed.

        Raises:
            BusyError: another run writes to it.
            IntegrityError: the file is damaged.
            StorageError: the disk refused.
        """
        with _refusing():
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("DELETE FROM piece WHERE generation > ?", (generation,))
            self._connection.execute("DELETE FROM segment WHERE generation > ?", (generation,))
            self._connection.execute("DELETE FROM generation WHERE number > ?", (generation,))
            self._connection.execute("INSERT INTO generation VALUES (?)", (generation + 1,))

    def begin_mending(self) -> None:
        """Begin a transaction that adds no generation: a statement, or pieces written again without somebody.

        Raises:
            BusyError: another run writes to it.
            IntegrityError: the file is damaged.
        """
        with _refusing():
            self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what the transaction wrote; on the disk when it returns."""
        with _refusing():
            self._connection.execute("COMMIT")

    def roll_back(self) -> None:
        """Forget what the transaction wrote, if there is one."""
        if self._connection.in_transaction:
            with _refusing():
                self._connection.execute("ROLLBACK")

    def newest(self) -> int:
        """Give the highest generation that was committed, 0 for an empty vault."""
        with _refusing():
            return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM generation").fetchone()[0])

    def put(self, generation: int, kind: str, name: str, rows: pa.Table) -> None:
        """Add rows as pieces.

        Args:
            generation: whose rows they are.
            kind: what they are: identities, rejected rows.
            name: of the table or feed.
            rows: any number.
        """
        number = self.count(generation, kind, name)
        with _refusing():
            for place, start in enumerate(range(0, rows.num_rows, ROWS_PER_PIECE), start=number):
                content = to_bytes(rows.slice(start, ROWS_PER_PIECE))
                self._connection.execute(
                    "INSERT INTO piece VALUES (?, ?, ?, ?, ?)", (generation, kind, name, place, content)
                )

    def names(self, generation: int, kind: str) -> list[str]:
        """List the names under which a generation sees pieces of a kind, in order."""
        with _refusing():
            query = "SELECT DISTINCT name FROM piece WHERE generation <= ? AND kind = ? ORDER BY name"
            return [str(row[0]) for row in self._connection.execute(query, (generation, kind))]

    def get(self, generation: int, kind: str, name: str, *, after: int = 0) -> list[pa.Table]:
        """Give the pieces that a generation sees, in the order in which they came.

        Args:
            generation: that sees them.
            kind: what they are.
            name: of the table or feed.
            after: only pieces of the generations after this one.

        Raises:
            IntegrityError: the file is damaged.
        """
        return list(self.pieces(generation, kind, name, after=after))

    def pieces(
        self, generation: int, kind: str, name: str, *, after: int = 0, own: int | None = None
    ) -> Iterator[pa.Table]:
        """Give the same pieces one after the other; nothing is written before the last was given.

        Args:
            generation: that sees them.
            kind: what they are.
            name: of the table or feed.
            after: only pieces of the generations after this one.
            own: how many of the generation's own are meant, from the first; None for all.
        """
        query = (
            "SELECT content FROM piece WHERE generation <= ?1 AND generation > ?2 AND kind = ?3 AND name = ?4"
            " AND (generation < ?1 OR ?5 IS NULL OR number < ?5) ORDER BY generation, number"
        )
        with _refusing():
            for row in self._connection.execute(query, (generation, after, kind, name, own)):
                yield from_bytes(row[0])

    def count(self, generation: int, kind: str, name: str) -> int:
        """Count the pieces of a generation's own."""
        counted = "SELECT count(*) FROM piece WHERE generation = ? AND kind = ? AND name = ?"
        with _refusing():
            return int(self._connection.execute(counted, (generation, kind, name)).fetchone()[0])

    def generations(self, generation: int, kind: str) -> dict[str, int]:
        """Give the newest generation, of those that a generation sees, of each name of a kind."""
        query = "SELECT name, max(generation) FROM piece WHERE generation <= ? AND kind = ? GROUP BY name ORDER BY 2 DESC, 1"
        with _refusing():
            return {str(name): int(number) for name, number in self._connection.execute(query, (generation, kind))}

    def kinds(self) -> list[str]:
        """List the kinds of pieces there are, in order."""
        with _refusing():
            return [str(row[0]) for row in self._connection.execute("SELECT DISTINCT kind FROM piece ORDER BY kind")]

    def places(self, kind: str) -> list[Place]:
        """List where every piece of a kind lies, whichever generation sees it, in order."""
        query = "SELECT generation, kind, name, number FROM piece WHERE kind = ? ORDER BY name, generation, number"
        with _refusing():
            return [Place(*row) for row in self._connection.execute(query, (kind,))]

    def read(self, place: Place) -> pa.Table:
        """Give one piece.

        Raises:
            IntegrityError: the file is damaged.
        """
        query = "SELECT content FROM piece WHERE generation = ? AND kind = ? AND name = ? AND number = ?"
        with _refusing():
            return from_bytes(self._connection.execute(query, place).fetchone()[0])

    def replace(self, place: Place, rows: pa.Table) -> None:
        """Put other rows where a piece lay."""
        query = "UPDATE piece SET content = ? WHERE generation = ? AND kind = ? AND name = ? AND number = ?"
        with _refusing():
            self._connection.execute(query, (to_bytes(rows), *place))

    # --- Files of keys, and statements -----------------------------------------------------------------------------

    def segments(self, generation: int | None = None) -> list[str]:
        """List the files of keys that a generation needs; those of all for None."""
        query = "SELECT file FROM segment WHERE generation <= coalesce(?, generation) ORDER BY file"
        with _refusing():
            return [str(row[0]) for row in self._connection.execute(query, (generation,))]

    def name_segment(self, file: str, generation: int) -> None:
        """Name a file of keys; it goes when its generation does."""
        with _refusing():
            self._connection.execute("INSERT INTO segment VALUES (?, ?)", (file, generation))

    def next_statement(self) -> int:
        """Give the number that the next statement gets; no number is given twice."""
        with _refusing():
            query = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'statement'), 0) + 1"
            return int(self._connection.execute(query).fetchone()[0])

    def say(self, number: int, kind: str, about: str, content: bytes) -> None:
        """Keep a statement."""
        with _refusing():
            self._connection.execute("INSERT INTO statement VALUES (?, ?, ?, ?)", (number, kind, about, content))

    def said(self, kind: str | None = None) -> list[tuple[int, str, str, bytes]]:
        """Give the statements of a kind, or all, in the order in which they were said: number, kind, about, content."""
        query = "SELECT number, kind, about, content FROM statement WHERE coalesce(?, kind) = kind ORDER BY number"
        with _refusing():
            return list(self._connection.execute(query, (kind,)))

    def unsay(self, number: int) -> None:
        """Remove a statement."""
        with _refusing():
            self._connection.execute("DELETE FROM statement WHERE number = ?", (number,))

    # --- The file as a whole ---------------------------------------------------------------------------------------

    def check(self) -> None:
        """Verify every page, whether anybody reads it or not, and that none is missing at the end.

        Raises:
            IntegrityError: a page is damaged, or the file is longer or shorter than it says.
        """
        with _refusing():
            broken = self._connection.execute("PRAGMA cipher_integrity_check").fetchall()
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            size = int(self._connection.execute("PRAGMA page_size").fetchone()[0])
            torn = self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"
        if broken or torn or self._path.stat().st_size != pages * size:
            raise _refusal("SQLITE_CORRUPT")

    def reach(self, generation: int) -> None:
        """Count as having reached a generation of which it holds nothing."""
        with _refusing():
            self._connection.execute("INSERT OR IGNORE INTO generation VALUES (?)", (generation,))

    def copy_to(self, other: Database) -> None:
        """Copy everything into an empty database under another key, in one transaction of the other's."""
        other.begin_mending()
        for query, statement in COPIES:
            with _refusing():
                other._connection.executemany(statement, self._connection.execute(query))
        with _refusing():
            last = self.next_statement() - 1
            other._connection.execute("DELETE FROM sqlite_sequence")
            other._connection.execute("INSERT INTO sqlite_sequence VALUES ('statement', ?)", (last,))
        other.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def joined(pieces: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    """Give pieces as one table, which is empty where there are none."""
    return pa.concat_tables([schema.empty_table(), *pieces])


def to_bytes(rows: pa.Table) -> bytes:
    """Give rows as Arrow writes them, compressed."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=COMPRESSED) as writer:
        writer.write_table(rows.combine_chunks())
    return bytes(memoryview(sink.getvalue()))


def from_bytes(content: bytes) -> pa.Table:
    """Read rows back."""
    with pa.ipc.open_stream(pa.py_buffer(content)) as reader:
        return reader.read_all()


def _key_pragma(secret: str) -> str:
    """Give the statement that opens the database; it takes no bound value. Hexadecimal digits need no quoting."""
    return f"PRAGMA key = \"x'{secret}'\""


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn an error of SQLCipher into a refusal."""
    try:
        yield
    except sqlcipher.Error as error:
        raise _refusal(str(getattr(error, "sqlite_errorname", ""))) from None


def _refusal(name: str) -> CspsError:
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError("Another run writes to the vault.", next_step="Wait until it has ended, then run it again.")
    if name == "SQLITE_FULL":
        return StorageError("The vault could not be written: no room.", next_step="Free some space, then run it again.")
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return IntegrityError("The vault's database is damaged.", next_step="Restore the vault from a backup.")
    return StorageError(f"The vault's database could not be used ({name}).")
