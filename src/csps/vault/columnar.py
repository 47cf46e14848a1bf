"""Parquet deliveries in the clear as delimited text: every value as it would have been written by hand."""

from __future__ import annotations

import io
import json

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from csps.vault.delimited import Fault

MARK = b"PAR1"
ROWS_AT_A_TIME = 1 << 16


def text_of_parquet(data: bytes, most_bytes: int) -> bytes | Fault:
    """Write a Parquet file as comma-separated text in UTF-8 with a first line of names.

    Days become ISO text, flags true and false, lists JSON. A number that is a whole one is written as one, because a
    column of numbers with a gap in it often became floats on its way.

    Args:
        data: the bytes.
        most_bytes: how much text it may become.
    """
    sink = io.BytesIO()
    try:
        with pa.parquet.ParquetFile(pa.BufferReader(data)) as file:
            if _largest(file) > most_bytes:
                return Fault("too large")
            schema = pa.schema([(name, pa.string()) for name in file.schema_arrow.names])
            with pa.csv.CSVWriter(sink, schema) as writer:
                for batch in file.iter_batches(ROWS_AT_A_TIME):
                    writer.write(pa.table([_texts(column) for column in batch.columns], schema=schema))
                    if sink.tell() > most_bytes:
                        return Fault("too large")
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        return Fault("damaged")
    return sink.getvalue()


def _largest(file: pyarrow.parquet.ParquetFile) -> int:
    """Give the bytes that its row groups say they unpack to."""
    return sum(file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups))


def _texts(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("s", kind.tz), safe=False).cast(pa.string())
    if pa.types.is_floating(kind):
        whole = pa.compute.equal(column, pa.compute.round(column))
        numbers = pa.compute.if_else(whole, column, None).cast(pa.int64(), safe=False).cast(pa.string())
        return pa.compute.if_else(pa.compute.fill_null(whole, False), numbers, column.cast(pa.string()))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        values = [None if value is None else _list(value) for value in column.to_pylist()]
        return pa.array(values, pa.string())
    return column.cast(pa.string())


def _list(values: list[object]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)
