"""The lake's tables through Ibis, on DuckDB or on Spark; and the connection that linkage has for itself.

The same expression gives the same values and types on both engines, because both read the same files and every column
is cast to the type its contract declares:

    text, code   string            integer   int64
    codes        array<string>     flag      boolean
    date         date              real      float64
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, Self

import duckdb
import ibis

from csps.contracts.model import Type
from csps.domain.errors import ContractError, StorageError, UsageError
from csps.store import files
from csps.store.shapes import arrow_schema
from csps.store.sorting import NO_EXTENSIONS, Resources, Settings
from csps.store.spark import SparkEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from csps.contracts.model import Table
    from csps.store.manifest import Manifest
    from csps.store.snapshot import Snapshot

IBIS_TYPES = MappingProxyType(
    {
        Type.TEXT: "string",
        Type.CODE: "string",
        Type.CODES: "array<string>",
        Type.DATE: "date",
        Type.INTEGER: "int64",
        Type.FLAG: "boolean",
        Type.REAL: "float64",
    }
)


NEVER = "1TB"  # of changes, before DuckDB takes a checkpoint


class Shelf(Protocol):
    """What a connection asks of the lake."""

    @property
    def path(self) -> Path:
        """The folder under which every file lies."""
        ...

    def contract(self, name: str) -> Table:
        """Give the contract of a table."""
        ...

    def manifest(self, week: date) -> Manifest:
        """Give the published manifest of a week."""
        ...

    def verified_file(self, snapshot: Snapshot) -> Path:
        """Give a snapshot's file after its bytes were compared with its name."""
        ...


class Connection:
    """The lake as it was at one manifest. Use it in a `with` block, or close it.

    Args:
        lake: where the files are.
        manifest: which of them are meant; None where nothing was published.
        engine: what computes.
    """

    def __init__(self, lake: Shelf, manifest: Manifest | None, engine: Engine) -> None:
        self.manifest = manifest
        self._lake = lake
        self._engine = engine
        self._views: dict[str, ibis.Table] = {}

    @property
    def backend(self) -> ibis.BaseBackend:
        """The Ibis backend, for tables made on the way."""
        return self._engine.backend

    @property
    def aside(self) -> Path:
        """The folder of the lake for what is being written: what a killed run leaves there, the next one sweeps away."""
        return self._lake.path / files.WRITING

    def holds(self, name: str) -> bool:
        """Say whether the pinned manifest holds any part of a table."""
        return self.manifest is not None and name in self.manifest

    def table(self, name: str, week: date | None = None, *, part: str | Collection[str] | None = None) -> ibis.Table:
        """Give a table in the types its contract declares.

        Args:
            name: "stage.table".
            week: the day a published week ended on; None for the manifest this connection is pinned to.
            part: one part of it only, or several.

        Raises:
            ContractError: no such table is declared, or an earlier csps wrote it without columns that it has now.
            UsageError: the week was not published or does not hold the table or the part.
            IntegrityError: the manifest or a snapshot is damaged or missing.
        """
        contract = self._lake.contract(name)
        manifest = self.manifest if week is None else self._lake.manifest(week)
        parts = {} if manifest is None else manifest.parts.get(name, {})
        asked = (part,) if isinstance(part, str) else part
        wanted = tuple(snapshot for label, snapshot in parts.items() if asked is None or label in asked)
        if not wanted:
            when = "nothing is published yet" if manifest is None else f"the week {manifest.week} does not hold it"
            which = name if asked is None or manifest is None else f"{name} for {', '.join(asked)}"
            raise UsageError(f"There are no rows of {which}: {when}.")
        view = f"{name}.{_name_of(wanted)}".replace(".", "_")
        if view not in self._views:
            files = [self._lake.verified_file(snapshot) for snapshot in wanted]
            self._views[view] = _typed(self._engine.read(files, view), contract)
        return self._views[view]

    def table_or_empty(self, name: str) -> ibis.Table:
        """Give a table as `table` does, or one without rows where the pinned manifest does not hold it."""
        if self.holds(name):
            return self.table(name)
        return ibis.memtable(arrow_schema(self._lake.contract(name)).empty_table()).cast(
            ibis_schema(self._lake.contract(name))
        )

    def hold(self, rows: ibis.Table, name: str) -> ibis.Table:
        """Compute rows now and give them as a table of this connection.

        On Spark they take the place of what was held under their name before. On DuckDB a name is used once.
        """
        return self._engine.hold(rows, name)

    def close(self) -> None:
        """Let go of the engine and of what it spilled."""
        self._views.clear()
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _typed(rows: ibis.Table, contract: Table) -> ibis.Table:
    """Give rows in the types that their contract declares.

    Raises:
        ContractError: they were written by an earlier csps, whose contract did not have a column.
    """
    lacking = [column.name for column in contract.columns if column.name not in rows.columns]
    if lacking:
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        raise ContractError(
            f"{contract.name} was written by an earlier csps: it lacks {lacking[0]}{more} of the columns that it has now.",
            next_step=f"Do the stage again for these dates: `csps {contract.stage} --as-of DATE`.",
        )
    return rows.cast(ibis_schema(contract))


class Engine(Protocol):
    """Something that reads Parquet and computes."""

    @property
    def backend(self) -> ibis.BaseBackend:
        """The Ibis backend."""
        ...

    def read(self, files: Sequence[Path], view: str) -> ibis.Table:
        """Give files of one shape as one table under the name `view`."""
        ...

    def hold(self, rows: ibis.Table, name: str) -> ibis.Table:
        """Compute rows now and give them as a table of that name."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class DuckDbEngine:
    """DuckDB in memory, over the lake's files and no others: no extension, no other file, no network.

    Args:
        lake: the only folder it may read.
        resources: threads and memory.
        spill: a folder for what does not fit into memory, which is removed at the end; None for one inside the lake.
    """

    def __init__(self, lake: Path, resources: Resources, *, spill: Path | None = None) -> None:
        self._spill = files.aside_name(lake / files.WRITING) if spill is None else spill
        self.backend = ibis.duckdb.connect(
            ":memory:", **NO_EXTENSIONS, **resources.settings(), temp_directory=str(self._spill)
        )
        # In this order: the list of folders cannot be changed once access is switched off, nor anything once locked.
        self.backend.con.execute("SET allowed_directories = ?", [[f"{lake.resolve()}/"]])
        self.backend.con.execute("SET enable_external_access = false")
        self.backend.con.execute("SET lock_configuration = true")

    def read(self, files: Sequence[Path], view: str) -> ibis.Table:
        """Give files of one shape as one table under the name `view`."""
        return self.backend.read_parquet([file.resolve() for file in files], table_name=view)

    def hold(self, rows: ibis.Table, name: str) -> ibis.Table:
        """Compute rows now and give them as a table of that name."""
        return self.backend.create_table(name, rows, temp=True)

    def close(self) -> None:
        """Close the connection and remove the spill folder."""
        self.backend.disconnect()
        shutil.rmtree(self._spill, ignore_errors=True)


def connect(lake: Shelf, engine: str, manifest: Manifest | None, resources: Resources) -> Connection:
    """Open the lake for reading. See `Lake.connect`."""
    engines: dict[str, Callable[[Path, Resources], Engine]] = {"duckdb": DuckDbEngine, "spark": SparkEngine}
    if engine not in engines:
        raise UsageError(f"There is no engine {engine!r}; there are {', '.join(engines)}.")
    return Connection(lake, manifest, engines[engine](lake.path, resources))


def private_connection(resources: Resources | None = None, *, packed: bool = False) -> duckdb.DuckDBPyConnection:
    """Give a DuckDB that keeps everything in memory: what does not fit is an error, never a file.

    Linkage compares names and addresses in it. By default DuckDB would spill them to the disk in the clear. It cannot
    read or write files, nor load extensions; rows come and go as Arrow tables.

    Args:
        resources: threads and memory.
        packed: whether tables are pressed together at each checkpoint.
    """
    settings: Settings = {**NO_EXTENSIONS, **(resources or Resources()).settings(), "temp_directory": ""}
    if not packed:  # a checkpoint of what lies in memory only presses it together, and takes a second at a million rows
        settings["checkpoint_threshold"] = NEVER
    connection = duckdb.connect(":memory:", config=settings)
    if packed:
        connection.execute("ATTACH ':memory:' AS packed (COMPRESS true)")
        connection.execute("USE packed")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def lacks_memory(error: BaseException | None) -> bool:
    """Say whether an error is that rows do not fit into the memory of a private connection."""
    return isinstance(error, duckdb.OutOfMemoryException)


@contextmanager
def within_memory(what: str, memory: str) -> Iterator[None]:
    """Turn it into a StorageError that rows do not fit into the memory of a private connection.

    Args:
        what: is done with which rows.
        memory: that the connection has.
    """
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise StorageError(
            f"{what} takes more than the {memory} of memory that rows in the clear may have: they are never written to the disk.",
            next_step="Ask for the delivery in parts, one file for each, and run it again.",
        ) from None


def _name_of(snapshots: Sequence[Snapshot]) -> str:
    """Name a set of snapshots by what they hold."""
    if len(snapshots) == 1:
        return snapshots[0].sha256[:16]
    return hashlib.sha256("".join(snapshot.sha256 for snapshot in snapshots).encode()).hexdigest()[:16]


def ibis_schema(table: Table) -> ibis.Schema:
    """Give the columns of a table as Ibis has them."""
    return ibis.schema({column.name: IBIS_TYPES[column.type] for column in table.columns})
