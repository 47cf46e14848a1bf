"""Rows in the order of their key, however many there are: DuckDB sorts, and spills into a folder that we name."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from csps.domain.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

Settings = dict[str, str | bool | int | float | list[str]]  # as DuckDB declares them

NO_EXTENSIONS: Settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@dataclass(frozen=True, slots=True)
class Resources:
    """What a computation may use.

    Args:
        threads: how many; None for every core.
        memory: what DuckDB may hold before it spills, for example "2GB"; None for four fifths of what the machine has.
    """

    threads: int | None = None
    memory: str | None = "2GB"

    def settings(self) -> Settings:
        """Give them as DuckDB's settings."""
        threads: Settings = {} if self.threads is None else {"threads": self.threads}
        memory: Settings = {} if self.memory is None else {"memory_limit": self.memory}
        return {**memory, **threads}


@contextmanager
def in_order(
    batches: pa.RecordBatchReader, key: Sequence[str], spill: Path, resources: Resources
) -> Iterator[pa.RecordBatchReader]:
    """Yield the rows of a stream sorted by `key`, ascending, texts by their bytes, nulls last.

    Args:
        batches: the stream; it is used up.
        key: columns to sort by.
        spill: an empty folder of the caller's, in which DuckDB may put what does not fit into memory.
        resources: threads and memory.

    Raises:
        StorageError: neither memory nor the spill folder had room.
    """
    settings: Settings = {**NO_EXTENSIONS, **resources.settings(), "temp_directory": str(spill)}
    with duckdb.connect(":memory:", config=settings) as connection:
        try:
            relation = connection.from_arrow(batches)
            ordered = relation.sort(*(duckdb.ColumnExpression(name).asc().nulls_last() for name in key))
            yield ordered.to_arrow_reader(1 << 17)
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise StorageError(
                f"Rows could not be sorted: no room within {resources.memory} of memory and on the disk.",
                next_step="Free some space or allow more memory, then run it again.",
            ) from error
