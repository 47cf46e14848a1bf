"""Rows taken out of the whole history of a lake: every snapshot that holds one is written anew, and every week with it.

History is rewritten and not cut: each published week stays, without the rows. Because a week is named by what it holds, it
has another name afterwards; whoever kept the old one learns the new one from the certificate of the erasure. The pointer to
the last week is replaced in one rename: before it readers see all of the old history, after it all of the new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from csps.contracts.model import Type
from csps.store.manifest import Manifest
from csps.store.snapshot import write_snapshot
from csps.store.sorting import Resources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from csps.contracts.model import Table
    from csps.store.lake import Lake
    from csps.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A snapshot that was written without some rows.

    Args:
        table: "stage.table".
        part: which rows of it.
        before: SHA-256 of the old file.
        after: of the new one.
        rows: how many are gone.
    """

    table: str
    part: str
    before: str
    after: str
    rows: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a lake's history.

    Args:
        snapshots: those that were written anew.
        weeks: of every published week its day, its old name and its new one; only those that changed.
    """

    snapshots: tuple[Rewritten, ...]
    weeks: tuple[tuple[date, str, str], ...]


def lines_about(lake: Lake, pseudonyms: Collection[str]) -> dict[str, frozenset[int]]:
    """Give delivery and line of every row of the agencies' tables, in any published week, that names one of some records.

    Args:
        lake: the lake; hold its lock.
        pseudonyms: of records.

    Raises:
        IntegrityError: a snapshot is damaged or missing.
    """
    found: dict[str, set[int]] = {}
    wanted = pa.array(sorted(pseudonyms), pa.string())
    for snapshot in _snapshots(lake):
        table = lake.contract(snapshot.table)
        if snapshot.table.startswith("feeds.") and {"delivery", "line"} <= set(table.column_names):
            rows = _about(lake, snapshot, table, wanted, ("delivery", "line"))
            for row in rows.to_pylist():
                found.setdefault(row["delivery"], set()).add(row["line"])
    return {delivery: frozenset(lines) for delivery, lines in found.items()}


def families_of(lake: Lake, person: str) -> frozenset[str]:
    """Give every family that a person was ever a member of, in any published week."""
    wanted, found = pa.array([person]), set()
    for snapshot in _snapshots(lake):
        if snapshot.table == "families.membership":
            rows = _about(lake, snapshot, lake.contract(snapshot.table), wanted, ("family_id",))
            found |= set(rows["family_id"].to_pylist())
    return frozenset(found)


def forget_rows(lake: Lake, pseudonyms: Collection[str], note: Callable[[Forgotten], None]) -> Forgotten:
    """Take every row that names one of some records, persons or families out of every published week.

    What was done before a call was cut off is done again and comes to the same.

    Args:
        lake: the lake; hold its lock.
        pseudonyms: of records, persons and families.
        note: told of everything before the new history counts.

    Raises:
        IntegrityError: a snapshot or manifest is damaged or missing; nothing was changed.
        StorageError: the disk refused; the old history counts.
    """
    anew, rewritten = _written_anew(lake, pa.array(sorted(pseudonyms), pa.string()))
    weeks: list[tuple[date, str, str]] = []
    manifests: list[Manifest] = []
    previous = None
    for manifest in reversed(list(lake.history())):
        snapshots = [anew.get(_key(one), one) for one in manifest.snapshots]
        changed = Manifest.of(manifest.week, snapshots, versions=manifest.versions, previous=previous)
        if changed.name != manifest.name:
            weeks.append((manifest.week, manifest.name, changed.name))
            manifests.append(changed)
        previous = changed.name
    forgotten = Forgotten(tuple(rewritten), tuple(weeks))
    note(forgotten)
    if manifests:
        lake.replace_history(manifests)
    lake.sweep()
    return forgotten


def _written_anew(lake: Lake, wanted: pa.Array) -> tuple[dict[tuple[str, str, str], Snapshot], list[Rewritten]]:
    """Write every snapshot that holds one of the rows again without it."""
    anew: dict[tuple[str, str, str], Snapshot] = {}
    rewritten = []
    for snapshot in _snapshots(lake):
        table = lake.contract(snapshot.table)
        count = _about(lake, snapshot, table, wanted, ()).num_rows
        if count:
            rows = _without(lake, snapshot, table, wanted)
            written = write_snapshot(lake.path, table, rows, Resources(), snapshot.part)
            anew[_key(snapshot)] = written
            rewritten.append(Rewritten(snapshot.table, snapshot.part, snapshot.sha256, written.sha256, count))
    return anew, rewritten


def _snapshots(lake: Lake) -> Iterator[Snapshot]:
    """Yield every snapshot of every published week once, in order."""
    found = {_key(one): one for manifest in lake.history() for one in manifest.snapshots}
    for key in sorted(found):
        yield found[key]


def _key(snapshot: Snapshot) -> tuple[str, str, str]:
    return snapshot.table, snapshot.part, snapshot.sha256


def _about(lake: Lake, snapshot: Snapshot, table: Table, wanted: pa.Array, columns: tuple[str, ...]) -> pa.Table:
    """Give some columns of the rows that name one of some pseudonyms."""
    file = pq.ParquetFile(lake.verified_file(snapshot))
    named = [name for name in _named(table) if name in file.schema_arrow.names]
    if not named:
        return pa.table({name: pa.array([]) for name in columns})
    found = []
    for batch in file.iter_batches(columns=[*dict.fromkeys((*named, *columns))]):
        rows = pa.Table.from_batches([batch])
        found.append(rows.filter(_names(rows, named, wanted)).select(columns or named))
    return pa.concat_tables(found) if found else pa.table({name: pa.array([]) for name in columns or named})


def _without(lake: Lake, snapshot: Snapshot, table: Table, wanted: pa.Array) -> pa.RecordBatchReader:
    """Give the rows that name none of them, as a stream."""
    file = pq.ParquetFile(lake.verified_file(snapshot))
    named = [name for name in _named(table) if name in file.schema_arrow.names]

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in file.iter_batches():
            rows = pa.Table.from_batches([batch])
            yield from rows.filter(pc.invert(_names(rows, named, wanted))).to_batches()

    return pa.RecordBatchReader.from_batches(file.schema_arrow, batches())


def _names(rows: pa.Table, named: list[str], wanted: pa.Array) -> pa.ChunkedArray | pa.Array:
    about = pa.array([False] * rows.num_rows)
    for name in named:
        hit = pc.is_in(rows[name].cast(pa.string()), value_set=wanted)
        about = pc.or_(about, pc.fill_null(hit, fill_value=False))
    return about


def _named(table: Table) -> list[str]:
    """Name the columns that hold pseudonyms: every text column without a list of codes, because none is too many to ask."""
    return [column.name for column in table.columns if column.type is Type.TEXT]
