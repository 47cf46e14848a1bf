"""The same steps for one day after another: told once, and done again at each day.

Telling Ibis what to compute costs seconds where there are hundreds of columns, and is the same for every day. On DuckDB the
day is a variable of the connection, so that what was compiled for the first day is only executed for the others. On Spark
the steps are told again: a day there costs far more than telling it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
from ibis.util import gen_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date
    from typing import TypeAlias

    from csps.store.engines import Connection

    DayRows: TypeAlias = pa.RecordBatchReader

VARIABLE, SCHEMA = "as_of", "round"
ROWS_PER_BATCH = 1 << 17


@ibis.udf.scalar.builtin(name="getvariable", signature=(("string",), "date"))  # type: ignore[untyped-decorator]  # Ibis does not say
def _variable(name: str) -> object:  # Ibis takes the signature only
    ...


class Rounds:
    """Steps that end in one table of rows for a day. On one connection one day is worked at, at a time.

    Args:
        lake: what is read; of either engine.
        tell: gives the rows of a day. It is handed these rounds, takes the day from `today`, and may `hold` tables on the way.
    """

    def __init__(self, lake: Connection, tell: Callable[[Rounds], ibis.Table]) -> None:
        self._lake = lake
        self._tell = tell
        self._once = lake.backend.name == "duckdb"
        self._steps: dict[str, str] = {}
        self._held: list[ibis.Table] = []
        self._last: str | None = None
        self.today: ibis.Value = _variable(VARIABLE).name("today") if self._once else ibis.null("date")

    def hold(self, rows: ibis.Table) -> ibis.Table:
        """Give rows as a table that is computed once a day, however often it is asked for."""
        if not self._once:
            kept = rows.cache()
            self._held.append(kept)
            # Cast once more: Ibis takes Spark's small numbers for what it asked for, and does not cast them.
            return kept.cast(rows.schema())
        name = gen_name("round")
        backend = self._lake.backend
        backend._run_pre_execute_hooks(rows)  # noqa: SLF001 - makes in-memory tables known, as Ibis itself does
        self._steps[name] = backend.compile(rows)
        self._do(name)
        return backend.table(name, database=SCHEMA)

    def _do(self, name: str) -> None:
        """Compute a step into its table."""
        self._lake.backend.con.sql(self._steps[name]).create(f"{SCHEMA}.{name}")

    def rows(self, day: date) -> DayRows:
        """Give the rows of a day as a stream. It must be used up before the next day is asked for."""
        if not self._once:
            self._held.clear()
            self.today = ibis.literal(day)
            return self._tell(self).to_pyarrow_batches(chunk_size=ROWS_PER_BATCH)
        connection = self._lake.backend.con
        connection.execute("SET VARIABLE as_of = ?", [day])
        connection.execute("DROP SCHEMA IF EXISTS round CASCADE")
        connection.execute("CREATE SCHEMA round")
        if self._last is None:
            last = self._tell(self)
            self._lake.backend._run_pre_execute_hooks(last)  # noqa: SLF001 - as above
            self._last = self._lake.backend.compile(last)
        else:
            for name in self._steps:
                self._do(name)
        return connection.sql(self._last).to_arrow_reader(ROWS_PER_BATCH)


def without(rows: DayRows, columns: Collection[str]) -> DayRows:
    """Give rows with nothing in some of their columns, in the same types; told for no day, so that one telling serves all."""
    if not columns:
        return rows

    def _emptied() -> Iterator[pa.RecordBatch]:
        for batch in rows:
            kept = [
                pa.nulls(len(batch), field.type) if field.name in columns else batch.column(place)
                for place, field in enumerate(rows.schema)
            ]
            yield pa.RecordBatch.from_arrays(kept, schema=rows.schema)

    return pa.RecordBatchReader.from_batches(rows.schema, _emptied())
