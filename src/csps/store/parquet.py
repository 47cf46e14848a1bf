"""How csps writes Parquet: one codec, one row-group size, no time stamps, the same bytes for the same rows.

`docs/decisions/0003-lake-layout.md` says what was measured.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pyarrow.parquet as pq

if TYPE_CHECKING:
    from types import TracebackType

    import pyarrow as pa

    from csps.store.files import Sink

CODEC = "zstd"
LEVEL = 1
ROWS_PER_GROUP = 1 << 18


class ParquetFile:
    """A Parquet file that is being written, one row group at a time.

    Args:
        sink: where the bytes go.
        schema: the columns. Its metadata is left out: pandas keeps an index description there.
    """

    def __init__(self, sink: Sink, schema: pa.Schema) -> None:
        self.schema = schema.remove_metadata()
        self._writer = pq.ParquetWriter(
            sink,
            self.schema,
            compression=CODEC,
            compression_level=LEVEL,
            write_statistics=True,
            version="2.6",
            data_page_version="1.0",  # Spark's vectorised reader is fastest on version 1 pages
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._writer.close()
        else:  # the sink will be abandoned; closing only keeps the writer from trying again when it is collected
            with suppress(Exception):
                self._writer.close()

    def write(self, rows: pa.Table) -> None:
        """Write one row group of at most `ROWS_PER_GROUP` rows.

        Chunks are joined first: page boundaries follow chunks, and chunks follow threads, which would change the bytes.
        """
        if rows.num_rows:
            self._writer.write_table(rows.combine_chunks(), row_group_size=ROWS_PER_GROUP)
