"""A week's edition of the lake while it is being made: what the last one held, and what the stages have written since.

Stages do not import one another. Each is handed the edition, reads from it what earlier stages wrote, and writes its own
tables into it. Nobody else sees any of it before `publish`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.store import files
from csps.store.snapshot import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from csps.store.engines import Connection
    from csps.store.lake import Lake
    from csps.store.manifest import Manifest
    from csps.store.rows import Rows
    from csps.store.snapshot import Snapshot
    from csps.store.sorting import Resources


class Edition:
    """The next edition of a lake. It begins as the published one and takes every part of it over that is not replaced.

    Args:
        lake: the lake; hold its lock while an edition is made.
        week: the day as of which it is made.

    Raises:
        UsageError: a later week is published already.
        IntegrityError: the published manifest is damaged.
    """

    def __init__(self, lake: Lake, week: date) -> None:
        base = lake.current()
        if base is not None and base.week > week:
            raise UsageError(
                f"The week {week.isoformat()} cannot be made: {base.week.isoformat()} is published already.",
                next_step=f"Use --as-of {base.week.isoformat()} or a later Monday.",
            )
        self.lake = lake
        self.week = week
        self.base = base
        self._snapshots = {(each.table, each.part): each for each in (base.snapshots if base else ())}
        self._written: dict[tuple[str, str], Snapshot] = {}
        self._versions: dict[str, str | int] = dict(base.versions) if base else {}

    @property
    def written(self) -> tuple[Snapshot, ...]:
        """What was written or restored since the edition was begun, in order."""
        return tuple(self._written.values())

    @property
    def versions(self) -> Mapping[str, str | int]:
        """What the edition rests on besides tables: the vault's generation, each model's version."""
        return dict(self._versions)

    def write(
        self, table: str, rows: Rows, *, part: str = WHOLE, in_order: bool = False, resources: Resources | None = None
    ) -> Snapshot:
        """Write a table, or a part of one, in place of what the edition held of it. See `Lake.write`."""
        snapshot = self.lake.write(table, rows, part=part, in_order=in_order, resources=resources)
        self.restore((snapshot,))
        return snapshot

    def restore(self, snapshots: Iterable[Snapshot]) -> None:
        """Take over what an unfinished run of the same week had written."""
        for snapshot in snapshots:
            self._snapshots[snapshot.table, snapshot.part] = snapshot
            self._written[snapshot.table, snapshot.part] = snapshot

    def remove(self, table: str, part: str | None = None) -> None:
        """Leave out what the last edition held of a table, or of one part of it."""
        for key in [key for key in self._snapshots if key[0] == table and part in (None, key[1])]:
            del self._snapshots[key]
            self._written.pop(key, None)

    def rest_on(self, name: str, version: str | int) -> None:
        """Say which version of something outside the lake the edition rests on."""
        self._versions[name] = version

    def manifest(self) -> Manifest:
        """Give the manifest of the edition as it is now."""
        return self.lake.prepare(self.week, self._snapshots.values(), versions=self._versions)

    def connect(self, engine: str = "duckdb", *, resources: Resources | None = None) -> Connection:
        """Open the edition as it is now for reading; what is written later needs another connection.

        Raises:
            StorageError: the disk refused the folder into which it may spill.
        """
        with files.refusing("The lake could not be opened"):
            files.make_folder(self.lake.path / files.WRITING)  # DuckDB makes its own folder, not those above it
        return self.lake.connect(engine, manifest=self.manifest(), resources=resources)

    def publish(self) -> Manifest:
        """Make the edition what readers see, and give its manifest. See `Lake.publish` for the errors."""
        manifest = self.manifest()
        self.lake.publish(manifest)
        return manifest
