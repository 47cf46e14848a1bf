"""The lake: a folder of immutable snapshots, a manifest for every week, and one pointer to the week that is published.

    <stage>/<table>/<sha256>.parquet   snapshots
    manifests/<week>.<sha256>.json     what a week consists of
    current                            the name of the published manifest: replaced by one rename
    .writing/                          what is being written, and what DuckDB spills
    .lock                              held by the one run that writes

Nothing but `current` is ever changed. A file that no manifest reachable from `current` names does not exist for a
reader and may be swept. `docs/decisions/0003-lake-layout.md` says why it is so.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from csps.contracts import catalogue
from csps.contracts.lake import lake_tables
from csps.domain.errors import IntegrityError, StorageError, UsageError
from csps.store import files
from csps.store.lock import exclusive
from csps.store.manifest import Manifest, is_name
from csps.store.snapshot import WHOLE, Snapshot, write_snapshot
from csps.store.sorting import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from csps.contracts.model import Table
    from csps.store.engines import Connection
    from csps.store.rows import Rows


class Lake:
    """The tables of one workspace. Making one touches nothing on the disk.

    Args:
        path: the lake's folder; made at the first write.
        tables: the contracts by name, as the lake holds them; None for those of `contracts.lake.lake_tables`.
        resources: what sorting may use.
    """

    def __init__(
        self, path: Path, *, tables: Mapping[str, Table] | None = None, resources: Resources | None = None
    ) -> None:
        self._path = path
        self._tables = tables
        self._resources = resources or Resources()
        self._locked = False
        self._verified: set[tuple[str, int, int]] = set()

    @property
    def path(self) -> Path:
        """The lake's folder."""
        return self._path

    def contract(self, name: str) -> Table:
        """Give the contract of a table.

        Raises:
            ContractError: there is none of that name.
        """
        return catalogue.named(lake_tables() if self._tables is None else self._tables, name)

    # --- Writing ---------------------------------------------------------------------------------------------------

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lake for one run: write, publish, sweep. Inside it the lake's own methods do not lock again.

        Raises:
            BusyError: another run holds it; said at once.
        """
        with exclusive(self.path / ".lock"):
            self._locked = True
            try:
                yield
            finally:
                self._locked = False

    def write(
        self,
        table: Table | str,
        rows: Rows,
        *,
        part: str = WHOLE,
        in_order: bool = False,
        resources: Resources | None = None,
    ) -> Snapshot:
        """Check rows against their contract and store them as a snapshot, which no reader sees before it is published.

        Args:
            table: a contract, or the name of one.
            rows: an Arrow table, batch or reader, an Ibis expression or a pandas frame, in any order.
            part: which rows of the table these are, where it is kept in parts.
            in_order: whether they come in the order of their key already.
            resources: what sorting may use; None for what the lake may.

        Raises:
            ContractError: the rows break their contract: table, column, rule and count; nothing is left behind.
            StorageError: the disk refused; nothing is left behind.
            BusyError: another run holds the lake.
        """
        contract = self.contract(table) if isinstance(table, str) else table
        with self._writing():
            return write_snapshot(self.path, contract, rows, resources or self._resources, part, in_order=in_order)

    def prepare(
        self, week: date, snapshots: Iterable[Snapshot], *, versions: Mapping[str, str | int] | None = None
    ) -> Manifest:
        """Make the manifest of a week, which `connect` can read from and `publish` can publish.

        It follows the last published manifest of an *earlier* week: a week that is run again gives the same bytes.

        Raises:
            IntegrityError: an earlier manifest is damaged.
        """
        earlier = next((manifest.name for manifest in self.history() if manifest.week < week), None)
        return Manifest.of(week, snapshots, versions=versions, previous=earlier)

    def publish(self, manifest: Manifest) -> None:
        """Make a week the one that readers see. The rename of `current` is the one moment at which it happens.

        Raises:
            UsageError: a later week is published already, or the manifest was prepared before another was published.
            IntegrityError: a snapshot it names is missing or damaged.
            StorageError: the disk refused. The old week is still current, except where the message says otherwise.
            BusyError: another run holds the lake.
        """
        with self._writing():
            self._refuse_out_of_order(manifest)
            for snapshot in manifest.snapshots:
                self.verified_file(snapshot)
            what = f"The week {manifest.week} could not be published"
            with files.refusing(what):
                files.make_folder(self.path / "manifests")
            with files.replacement(self._manifest_file(manifest.name)) as sink:
                sink.write(manifest.to_bytes())
            self._point_at(manifest, what)

    def replace_history(self, manifests: Iterable[Manifest]) -> None:
        """Put manifests in the place of those of the same weeks, the last of them to be current; see `forgetting`.

        Raises:
            IntegrityError: a snapshot that one of them names is missing or damaged.
            StorageError: the disk refused; the old history counts.
        """
        with self._writing():
            newest = None
            for manifest in manifests:
                for snapshot in manifest.snapshots:
                    self.verified_file(snapshot)
                with files.replacement(self._manifest_file(manifest.name)) as sink:
                    sink.write(manifest.to_bytes())
                newest = manifest
            if newest is not None:
                self._point_at(newest, "The lake's history could not be replaced")

    def sweep(self) -> int:
        """Remove what no manifest reachable from `current` names, and what was left aside; give the number of files.

        Raises:
            IntegrityError: a manifest is damaged: nothing is removed.
            StorageError: the disk refused; what is named is all there.
            BusyError: another run holds the lake.
        """
        with self._writing():
            history = list(self.history())
            named = {self._manifest_file(manifest.name) for manifest in history}
            named |= {snapshot.file(self.path) for manifest in history for snapshot in manifest.snapshots}
            unnamed = [path for path in self._files() if path not in named]
            with files.refusing("The lake could not be swept"):
                for path in unnamed:
                    files.remove(path)
            return len(unnamed)

    # --- Reading ---------------------------------------------------------------------------------------------------

    def current(self) -> Manifest | None:
        """Give the published manifest; None where nothing was published yet.

        Raises:
            IntegrityError: the pointer or the manifest is damaged.
        """
        name = self._current_name()
        return None if name is None else self._read_manifest(name)

    def history(self) -> Iterator[Manifest]:
        """Yield the published manifests, the current one first.

        Raises:
            IntegrityError: one is damaged or missing.
        """
        name = self._current_name()
        while name is not None:
            manifest = self._read_manifest(name)
            yield manifest
            name = manifest.previous

    def manifest(self, week: date) -> Manifest:
        """Give the published manifest of a week.

        Raises:
            UsageError: that week was not published.
            IntegrityError: a manifest is damaged.
        """
        for manifest in self.history():
            if manifest.week == week:
                return manifest
        raise UsageError(f"The week {week} was never published.", next_step="Lake.history() lists the weeks that were.")

    def connect(
        self, engine: str = "duckdb", *, manifest: Manifest | None = None, resources: Resources | None = None
    ) -> Connection:
        """Open the lake for reading through Ibis, pinned to one manifest: all its tables are of the same week.

        Args:
            engine: "duckdb" or "spark".
            manifest: what to read; None for the current one. A run passes its own, not yet published one.
            resources: threads and memory.

        Raises:
            UsageError: an unknown engine, or one that is not installed.
            IntegrityError: the manifest is damaged.
        """
        from csps.store import engines  # noqa: PLC0415 - Ibis takes half a second to import; writing does not need it

        return engines.connect(self, engine, manifest or self.current(), resources or self._resources)

    def verified_file(self, snapshot: Snapshot) -> Path:
        """Give a snapshot's file after its bytes were compared with its name, once for each lake and file.

        Raises:
            IntegrityError: the file is missing or damaged.
        """
        path = snapshot.file(self.path)
        try:
            state = path.stat()
            seen = (str(path), state.st_size, state.st_mtime_ns)
            if seen not in self._verified:
                if state.st_size != snapshot.bytes or files.digest_of(path) != snapshot.sha256:
                    raise IntegrityError(f"The snapshot {snapshot.sha256} of {snapshot.table} is damaged.")
                self._verified.add(seen)
        except FileNotFoundError:
            raise IntegrityError(f"The snapshot {snapshot.sha256} of {snapshot.table} is missing.") from None
        except OSError as error:
            raise files.storage_error(f"The snapshot of {snapshot.table} could not be read", error) from error
        return path

    # --- Inside ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock, unless the caller does already."""
        if self._locked:
            yield
        else:
            with self.lock():
                yield

    def _refuse_out_of_order(self, manifest: Manifest) -> None:
        current = self.current()
        if current is not None and manifest.week < current.week:
            raise UsageError(f"The week {manifest.week} cannot be published: {current.week} is already.")
        if manifest.previous != self.prepare(manifest.week, ()).previous:
            raise UsageError(
                f"The week {manifest.week} was prepared before another was published.", next_step="Prepare it again."
            )

    def _point_at(self, manifest: Manifest, what: str) -> None:
        """Replace the pointer; say so where only the last sync failed."""
        try:
            with files.replacement(self.path / "current") as sink:
                sink.write(f"{manifest.name}\n".encode())
        except StorageError as error:
            if self._current_name() != manifest.name:
                raise StorageError(f"{what}: {error.refused}", next_step=error.next_step) from error
            raise StorageError(
                f"The disk did not confirm that the week {manifest.week} is published.",
                unchanged="Readers see the new week, but a power cut may bring back the old one.",
                next_step="Look at the disk, then publish it again.",
            ) from error

    def _current_name(self) -> str | None:
        try:
            text = (self.path / "current").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise files.storage_error("The pointer to the current week could not be read", error) from error
        name = text.removesuffix(b"\n").decode("ascii", "replace")
        if not is_name(name):
            raise IntegrityError("The pointer to the current week is damaged.")
        return name

    def _manifest_file(self, name: str) -> Path:
        return self.path / "manifests" / f"{name}.json"

    def _read_manifest(self, name: str) -> Manifest:
        try:
            data = self._manifest_file(name).read_bytes()
        except FileNotFoundError:
            raise IntegrityError(f"The manifest {name} is missing.") from None
        except OSError as error:
            raise files.storage_error(f"The manifest {name} could not be read", error) from error
        return Manifest.from_bytes(data, name)

    def _files(self) -> Iterator[Path]:
        """Yield everything a sweep may remove unless it is named, folders that a living process spills into left out."""
        for path in (self.path / files.WRITING).glob("*"):
            if not files.is_in_use(path):
                yield path
        yield from self.path.glob(f"*{files.ASIDE}")
        yield from (self.path / "manifests").glob("*")
        yield from self.path.glob("*/*/*.parquet")
