"""Whatever a stage computed, as a stream of Arrow batches in the types its contract declares."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import ContractError
from csps.store.breaches import Breaches, refuse
from csps.store.shapes import accepts, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol, TypeAlias

    import ibis

    from csps.contracts.model import Table

    class ArrowStream(Protocol):
        """Anything that speaks Arrow's stream interface: an Arrow table, a reader, a DuckDB relation."""

        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

    Rows: TypeAlias = pa.Table | pa.RecordBatch | pa.RecordBatchReader | ibis.Table | pd.DataFrame | ArrowStream

ROWS_PER_BATCH = 1 << 17


def stream_of(rows: Rows) -> pa.RecordBatchReader:
    """Give rows as a stream of batches, without bringing them into memory where they are not there already.

    Raises:
        ContractError: a pandas column holds values of several kinds.
        TypeError: rows of a kind not listed in `Rows`.
    """
    if isinstance(rows, pa.RecordBatchReader):
        return rows
    if isinstance(rows, pa.Table):
        return rows.to_reader(max_chunksize=ROWS_PER_BATCH)
    if isinstance(rows, pa.RecordBatch):
        return pa.RecordBatchReader.from_batches(rows.schema, [rows])
    if isinstance(rows, pd.DataFrame):
        try:
            return stream_of(pa.Table.from_pandas(rows, preserve_index=False))
        except pa.ArrowException:
            raise ContractError("A column of a data frame holds values of several kinds.") from None
    if hasattr(rows, "to_pyarrow_batches"):
        return _expression_stream(rows)
    return pa.RecordBatchReader.from_stream(rows)


def _expression_stream(expression: ibis.Table) -> pa.RecordBatchReader:
    """Give the rows of an Ibis expression as a stream from its engine.

    For DuckDB we ask the connection: Ibis 12 calls a method that DuckDB 2 has taken away (`fetch_record_batch`).
    """
    backend = expression.get_backend()
    if backend.name != "duckdb":
        return expression.to_pyarrow_batches(chunk_size=ROWS_PER_BATCH)
    backend._run_pre_execute_hooks(expression)  # noqa: SLF001 - makes in-memory tables known, as Ibis itself does here
    return backend.con.sql(backend.compile(expression)).to_arrow_reader(ROWS_PER_BATCH)


def declared_batches(table: Table, stream: pa.RecordBatchReader, breaches: Breaches) -> Iterator[pa.RecordBatch]:
    """Yield the batches of `stream` with the columns, order and types of the contract.

    A value that does not fit its type is noted in `breaches` and its column is empty in that batch: the caller refuses
    the rows in any case, and every breach is counted first.
    """
    schema = arrow_schema(table)
    for batch in stream:
        arrays = []
        for field in schema:
            found = batch.column(field.name)
            try:
                arrays.append(as_type(found, field.type))
            except pa.ArrowInvalid:
                breaches[field.name, f"not {table[field.name].type.value}"] += max(misfits(found, field.type), 1)
                arrays.append(pa.nulls(len(found), field.type))
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def check_shape(table: Table, found: pa.Schema) -> None:
    """Refuse rows whose columns are not those of the contract.

    Raises:
        ContractError: a column is missing, is there twice, is not declared, or is of another kind; all are named.
    """
    breaches: Breaches = Counter()
    for name in table.column_names:
        if name not in found.names:
            breaches[name, "missing"] = 0
        elif not accepts(table[name].type, found.types[found.names.index(name)]):
            kind = found.types[found.names.index(name)]
            breaches[name, f"declared {table[name].type.value}, found {kind}"] = 0
    for name, times in Counter(found.names).items():
        if name not in table:
            breaches[name, "not declared"] = 0
        elif times > 1:
            breaches[name, f"given {times} times"] = 0
    refuse(table, breaches)


def misfits(values: pa.Array, kind: pa.DataType) -> int:
    """Count the values that cannot be had as `kind` without loss: halves until the bad ones stand alone.

    >>> misfits(pa.array([1.0, 2.5, None, 3.5]), pa.int64())
    2
    """
    try:
        as_type(values, kind)
    except pa.ArrowInvalid:
        if len(values) == 1:
            return 1
        middle = len(values) // 2
        return misfits(values[:middle], kind) + misfits(values[middle:], kind)
    return 0


def as_type(values: pa.Array, kind: pa.DataType) -> pa.Array:
    """Give values as `kind`.

    Raises:
        pa.ArrowInvalid: a value would change, for example 2.5 as a whole number or 10 past midnight as a date.
    """
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    converted = values.cast(kind)
    if pa.types.is_timestamp(values.type):
        same = pc.all(pc.equal(converted.cast(values.type), values), min_count=0)  # of nothing but nulls, all are
        if not same.as_py():
            raise pa.ArrowInvalid("a time of day is not a date")
    return converted
