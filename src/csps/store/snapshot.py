"""One table's rows as one immutable Parquet file, named by the hash of its bytes."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from csps.domain.errors import ContractError
from csps.store import files
from csps.store.breaches import Breaches, refuse
from csps.store.checks import ContractCheck
from csps.store.parquet import ROWS_PER_GROUP, ParquetFile
from csps.store.rows import check_shape, declared_batches, stream_of
from csps.store.shapes import arrow_schema
from csps.store.sorting import Resources
from csps.store.sorting import in_order as in_order_of_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from csps.contracts.model import Table
    from csps.store.rows import Rows

    Ordering = Callable[[pa.RecordBatchReader, Sequence[str]], AbstractContextManager[pa.RecordBatchReader]]


WHOLE = "whole"
"""The part of a table that is written in one piece every time."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which file holds a part of a table's rows.

    Args:
        table: "stage.table".
        sha256: the hash of the file's bytes, 64 hexadecimal digits: also its name.
        rows: how many.
        bytes: the file's size.
        part: which rows of the table these are: those of one week's deliveries, those as of one date.
    """

    table: str
    sha256: str
    rows: int
    bytes: int
    part: str = WHOLE

    def file(self, lake: Path) -> Path:
        """Give the file inside a lake's folder."""
        stage, _, name = self.table.partition(".")
        return lake / stage / name / f"{self.sha256}.parquet"


def write_snapshot(
    lake: Path, table: Table, rows: Rows, resources: Resources, part: str = WHOLE, *, in_order: bool = False
) -> Snapshot:
    """Check rows against their contract and put them into the lake, in the order of their key.

    The same rows give the same bytes (with the same version of PyArrow) and so the same name, in whatever order and
    however cut into batches they come. Memory does not grow with the number of rows.

    Args:
        lake: the lake's folder.
        table: the contract.
        rows: an Arrow table, batch or reader, an Ibis expression or a pandas frame.
        resources: threads and memory for the sort.
        part: which rows of the table these are.
        in_order: whether they come in the order of their key already: then they are held to it and not sorted again.

    Raises:
        ContractError: the rows break the contract: column, rule and count are named. The lake is as it was.
        StorageError: the disk refused. The lake is as it was.
    """
    _refuse_identities(table)
    stream = stream_of(rows)
    check_shape(table, stream.schema)
    with files.refusing(f"The snapshot of {table.name} could not be written"), aside(lake) as (spill, temporary):
        with files.new_file(temporary) as sink:
            ordering = _as_they_come if in_order else partial(in_order_of_key, spill=spill, resources=resources)
            count = _write_checked(table, stream, sink, ordering)
        snapshot = Snapshot(table.name, sink.sha256, count, sink.size, part)
        target = snapshot.file(lake)
        files.make_folder(target.parent)
        files.place(temporary, target)  # over an equal file too: the bytes are the same, and damaged ones are healed
    return snapshot


@contextmanager
def aside(lake: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a folder to spill into and the name of a temporary file; remove both afterwards."""
    folder = files.aside_name(lake / files.WRITING)
    files.make_folder(folder)
    try:
        yield folder, folder / "rows.parquet"
    finally:
        files.remove(folder)


@contextmanager
def _as_they_come(batches: pa.RecordBatchReader, key: Sequence[str]) -> Iterator[pa.RecordBatchReader]:  # noqa: ARG001
    """Yield rows that are in the order of `key`; the check says so if they are not."""
    yield batches


def _write_checked(table: Table, stream: pa.RecordBatchReader, sink: files.Sink, ordering: Ordering) -> int:
    """Sort, check and write; give the number of rows."""
    misfits: Breaches = Counter()
    source = _Remembered(declared_batches(table, stream, misfits))
    batches = pa.RecordBatchReader.from_batches(arrow_schema(table), source)
    check, count = ContractCheck(table), 0
    try:
        with ordering(batches, table.key) as ordered, ParquetFile(sink, arrow_schema(table)) as file:
            refuse(table, misfits)  # the whole stream has been read by now: a sort cannot begin to answer earlier
            for group in _groups(ordered):
                check.add(group)
                file.write(group)
                count += group.num_rows
    except Exception:  # whatever DuckDB made of it: where the stream failed first, its own error is the one to show
        if source.failure is not None:
            raise source.failure from None
        raise
    check.finish()
    return count


class _Remembered:
    """An iterator that keeps the error its source ended with: DuckDB would pass on its words only.

    Args:
        source: what is iterated over.
    """

    def __init__(self, source: Iterator[pa.RecordBatch]) -> None:
        self._source = source
        self.failure: Exception | None = None

    def __iter__(self) -> _Remembered:
        return self

    def __next__(self) -> pa.RecordBatch:
        try:
            return next(self._source)
        except StopIteration:
            raise
        except Exception as error:  # of any kind: it is kept as it was, and raised again
            self.failure = error
            raise


def _groups(batches: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """Cut a stream into row groups of exactly `ROWS_PER_GROUP` rows, the last one shorter, each column in one chunk."""
    pending: list[pa.RecordBatch] = []
    waiting = 0
    for batch in batches:
        rest = batch
        while waiting + rest.num_rows >= ROWS_PER_GROUP:
            taken = ROWS_PER_GROUP - waiting
            yield pa.Table.from_batches([*pending, rest.slice(0, taken)]).combine_chunks()
            rest, pending, waiting = rest.slice(taken), [], 0
        if rest.num_rows:
            pending.append(rest)
            waiting += rest.num_rows
    if pending:
        yield pa.Table.from_batches(pending).combine_chunks()


def _refuse_identities(table: Table) -> None:
    """Refuse a table that holds identifying columns: those belong to the vault and never to the lake."""
    if table.identities:
        names = ", ".join(column.name for column in table.identities)
        raise ContractError(
            f"Table {table.name} holds identifying columns ({names}), which never go to the lake.",
            next_step="Split them off at the door (csps.feeds).",
        )
