"""Rows as numbers, put aside on the disk while they are read, and then given in the order of their key.

Each column has a list of distinct values elsewhere, in memory; here are only the places in those lists, four bytes a row.
Without the lists nobody can be told from them. The files have no name and are gone when they are let go of.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Self

import numpy as np
import pyarrow as pa

from csps.store import files
from csps.store.parquet import ROWS_PER_GROUP
from csps.store.shapes import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from csps.contracts.model import Table
    from csps.store.lake import Lake

AT_A_TIME = 1 << 20
"""Rows that are read back at a time."""
BEARABLE = 1 << 22
"""Rows that are sorted at a time, unless more have the same first part of their key."""
LARGEST = 1 << 62
REFUSED = "Rows could not be put aside while they were read"


class NumberedRows:
    """Rows as numbers. Use it in a `with` block, or close it.

    Args:
        lake: beside whose snapshots they are put aside.
        columns: what each row has.
        line: of them the one that says where it stood; later rows have greater ones.
    """

    def __init__(self, lake: Lake, columns: Sequence[str], line: str) -> None:
        self._folder = lake.path / files.WRITING
        self._columns, self._line = tuple(columns), line
        self._pile = _Pile(self._folder, self._columns)
        self._first: list[np.ndarray] = []

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._pile.rows

    def add(self, columns: Mapping[str, np.ndarray]) -> None:
        """Put rows aside, in the order in which they stand in their file.

        Raises:
            StorageError: the disk refused.
        """
        with files.refusing(REFUSED):
            self._pile.add(columns)

    def sort(self, key: Sequence[str], ranks: Mapping[str, np.ndarray]) -> np.ndarray:
        """Put the rows in the order of their key; of rows with the same key only the last one stays.

        Args:
            key: columns.
            ranks: column -> for each of its values the place in the order of all.

        Returns:
            The lines of the rows that gave way, in order.

        Raises:
            StorageError: the disk refused.
        """
        gone = []
        with files.refusing(REFUSED):
            pile = _Pile(self._folder, self._columns)
            for low, high in self._stretches(key[0], ranks[key[0]]):
                rows = self._between(key[0], ranks[key[0]], low, high)
                order, is_repeated = _ordered(
                    [ranks[name][rows[name]] for name in key], [len(ranks[name]) for name in key]
                )
                gone.append(rows[self._line][order[is_repeated]])
                order = order[~is_repeated]
                pile.add({name: values[order] for name, values in rows.items()})
            self._pile.close()
            self._pile = pile
        return np.sort(np.concatenate(gone)) if gone else np.zeros(0, np.int32)

    def count(self, column: str, place: int) -> int:
        """Count the rows that have a value."""
        return sum(int((values == place).sum()) for values in self._pile.column(column))

    def stream(self, contract: Table, values: Mapping[str, Sequence[object]], sources: Mapping[str, str]) -> object:
        """Give the rows as a stream, in the columns of a contract.

        Args:
            contract: the table.
            values: column of the contract -> what its places stand for; a column without one is a number itself, and one
                whose only value is given has that in every row.
            sources: column of the contract -> the column here, where there is one.
        """
        schema = arrow_schema(contract)
        lists = {field.name: pa.array(values[field.name], field.type) for field in schema if field.name in values}
        return pa.RecordBatchReader.from_batches(schema, self._batches(schema, lists, sources))

    def close(self) -> None:
        """Let go of everything."""
        self._pile.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _batches(
        self, schema: pa.Schema, lists: Mapping[str, pa.Array], sources: Mapping[str, str]
    ) -> Iterator[pa.RecordBatch]:
        for start in range(0, self.rows, ROWS_PER_GROUP):
            count = min(ROWS_PER_GROUP, self.rows - start)
            arrays = []
            for field in schema:
                if field.name not in sources:
                    arrays.append(lists[field.name].take(pa.array(np.zeros(count, np.int32))))
                    continue
                places = pa.array(self._pile.read(sources[field.name], start, count))
                arrays.append(lists[field.name].take(places) if field.name in lists else places.cast(field.type))
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    def _stretches(self, column: str, ranks: np.ndarray) -> Iterator[tuple[int, int]]:
        """Cut the order of a column's values so that the rows of each stretch are bearable."""
        counts = np.zeros(len(ranks), np.int64)
        for places in self._pile.column(column):
            counts += np.bincount(places, minlength=len(ranks))
        by_rank = np.zeros(len(ranks), np.int64)
        by_rank[ranks] = counts
        low, total = 0, 0
        for rank, count in enumerate(by_rank.tolist()):
            if total and total + count > BEARABLE:
                yield low, rank
                low, total = rank, 0
            total += count
        if total:
            yield low, len(ranks)

    def _between(self, column: str, ranks: np.ndarray, low: int, high: int) -> dict[str, np.ndarray]:
        """Read the rows whose value of a column lies in a stretch of its order."""
        found: dict[str, list[np.ndarray]] = {name: [] for name in self._columns}
        is_meant = (ranks >= low) & (ranks < high)
        start = 0
        for places in self._pile.column(column):
            rows = np.flatnonzero(is_meant[places])
            if len(rows):
                for name in self._columns:
                    found[name].append(self._pile.read(name, start, len(places))[rows])
            start += len(places)
        return {name: np.concatenate(pieces) for name, pieces in found.items()}


class _Pile:
    """Columns of whole numbers in files without a name."""

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        files.make_folder(folder)
        self._files = {name: tempfile.TemporaryFile(dir=folder) for name in columns}  # noqa: SIM115 - closed by `close`
        self.rows = 0

    def add(self, columns: Mapping[str, np.ndarray]) -> None:
        for name, file in self._files.items():
            file.seek(0, 2)
            file.write(np.ascontiguousarray(columns[name], np.int32).data)
        self.rows += len(next(iter(columns.values())))

    def read(self, column: str, start: int, count: int) -> np.ndarray:
        file = self._files[column]
        file.seek(4 * start)
        return np.frombuffer(file.read(4 * count), np.int32)

    def column(self, name: str) -> Iterator[np.ndarray]:
        for start in range(0, self.rows, AT_A_TIME):
            yield self.read(name, start, min(AT_A_TIME, self.rows - start))

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _ordered(ranks: Sequence[np.ndarray], sizes: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Give the order of rows by their key, and by their place where keys are equal; and which of them a later one repeats."""
    total = 1
    for size in sizes:
        total *= max(size, 1)
    if total < LARGEST:
        one = np.zeros(len(ranks[0]), np.int64)
        for rank, size in zip(ranks, sizes, strict=True):
            one *= size
            one += rank
        order = np.argsort(one, kind="stable")
        in_order = one[order]
        same = in_order[1:] == in_order[:-1]
    else:
        order = np.lexsort(tuple(reversed(ranks)))
        same = np.ones(max(len(order) - 1, 0), np.bool_)
        for rank in ranks:
            in_order = rank[order]
            same &= in_order[1:] == in_order[:-1]
    return order, np.append(same, False) if len(order) else np.zeros(0, np.bool_)
