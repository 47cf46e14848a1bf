"""Parquet files, by way of the text that they would have been."""

from __future__ import annotations

from csps.feeds.readers.contents import MOST_BYTES, MOST_COLUMNS, Contents, RawSheet
from csps.vault import Fault, rows_of, text_of_parquet

MARK = b"PAR1"


def read_parquet(data: bytes) -> Contents | Fault:
    """Read a Parquet file. Its rows are numbered as lines of text would be, the names being line 1."""
    text = text_of_parquet(data, MOST_BYTES)
    if isinstance(text, Fault):
        return text
    delivered = rows_of(text, "utf-8", ",")
    if isinstance(delivered, Fault):
        return delivered
    if len(delivered.headings) > MOST_COLUMNS:
        return Fault("too large", 1)
    return Contents(container="parquet", sheets=(RawSheet("", delivered),))
