"""The same steps for some days at a time: told once, and done again for the next days.

Telling Ibis what to compute costs seconds where there are hundreds of columns, and having it planned costs seconds more,
however few rows there are. So the steps are told of any days, which lie in a table of their own (`asked`), and every row
bears its day: of a small town all days are one round, of a large one as many as are held in memory together. On DuckDB what
was compiled for the first round is only executed for the others. On Spark the steps are told again: a round there costs far
more than telling it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from ibis.util import gen_name

from csps.store.held import a_few_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    import ibis

    from csps.store.engines import Connection

    DayRows: TypeAlias = pa.RecordBatchReader
    Tell: TypeAlias = Callable[["Rounds"], Mapping[str, ibis.Table]]

SCHEMA, ASKED, AS_OF = "round", "asked", "as_of"
ROWS_PER_BATCH = 1 << 17
FAMILIES_AT_ONCE = 130_000
"""Of all sorts, over the days of a round: as many as there are on one day among 300,000 residents."""


class Rounds:
    """Steps that end in tables whose rows bear their day.

    On one connection one round is held at a time. Others may be asked for in between; a round is then done again when its own
    days are next asked for.

    Args:
        lake: what is read; of either engine.
        days: as-of dates for which families were formed.
        tell: gives tables with a column `as_of`, by name. It is handed these rounds, takes the days from `asked`, and may `hold`
            tables on the way.
        at_once: how many families are worked at together.
    """

    def __init__(self, lake: Connection, days: Sequence[date], tell: Tell, *, at_once: int = FAMILIES_AT_ONCE) -> None:
        self._lake = lake
        self._tell = tell
        self._once = lake.backend.name == "duckdb"
        self._round_of = {day: days_of for days_of in in_rounds(lake, days, at_once) for day in days_of}
        self._name: str = gen_name(SCHEMA)
        self._now: tuple[date, ...] = ()
        self._steps: dict[str, str] = {}
        self._held = 0  # on Spark
        self._told: Mapping[str, ibis.Table] = {}  # on Spark
        self._last: dict[str, str] = {}  # on DuckDB: in which tables the rows of a round are
        self.asked: ibis.Table

    def hold(self, rows: ibis.Table) -> ibis.Table:
        """Give rows as a table that is computed once a round, however often it is asked for."""
        if not self._once:
            self._held += 1
            return self._lake.hold(rows, f"{self._name}_{self._held}")
        self._lake.backend._run_pre_execute_hooks(rows)  # noqa: SLF001 - makes in-memory tables known, as Ibis itself does
        # Cast once more: Ibis takes DuckDB's small numbers for what it asked for, and does not cast them.
        return self._lake.backend.table(self._kept(rows), database=SCHEMA).cast(rows.schema())

    def _kept(self, rows: ibis.Table) -> str:
        """Put a step into words and do it; give the name of its table."""
        name: str = gen_name(SCHEMA)
        self._steps[name] = self._lake.backend.compile(rows)
        self._do(name)
        return name

    def rows(self, day: date, name: str) -> DayRows:
        """Give the rows of a day of one of the tables as a stream. It must be used up before anything else is asked for."""
        if self._round_of[day] != self._now or not self._is_held():
            self._turn_to(self._round_of[day])
        if not self._once:
            told = self._told[name]
            return told.filter(told[AS_OF] == day).to_pyarrow_batches(chunk_size=ROWS_PER_BATCH)
        connection = self._lake.backend.con
        connection.execute("SET VARIABLE as_of = ?", [day])
        of_day = connection.table(f"{SCHEMA}.{self._last[name]}").filter("as_of = getvariable('as_of')")
        return of_day.to_arrow_reader(ROWS_PER_BATCH)

    def _turn_to(self, days: tuple[date, ...]) -> None:
        """Do every step for the days of another round."""
        self._now = ()  # until all of them are done
        if not self._once:
            self._held = 0
            self.asked = a_few_rows({AS_OF: days}, {AS_OF: "date"})
            self._told = self._tell(self)
        else:
            connection = self._lake.backend.con
            connection.execute("DROP SCHEMA IF EXISTS round CASCADE")
            connection.execute("CREATE SCHEMA round")
            connection.execute("SET VARIABLE working_at = ?", [self._name])
            connection.execute("CREATE TABLE round.asked AS SELECT unnest(?::DATE[]) AS as_of", [list(days)])
            if self._last:
                for name in self._steps:
                    self._do(name)
            else:
                self.asked = self._lake.backend.table(ASKED, database=SCHEMA)
                told = self._tell(self)
                for rows in told.values():
                    self._lake.backend._run_pre_execute_hooks(rows)  # noqa: SLF001 - as above
                self._last = {name: self._kept(rows) for name, rows in told.items()}
        self._now = days

    def _do(self, name: str) -> None:
        """Compute a step into its table."""
        self._lake.backend.con.sql(self._steps[name]).create(f"{SCHEMA}.{name}")

    def _is_held(self) -> bool:
        """Say whether other rounds on this connection have not taken the place of these since."""
        if not self._once:
            return True
        found = self._lake.backend.con.execute("SELECT getvariable('working_at')").fetchone()
        return bool(found == (self._name,))


def in_rounds(lake: Connection, days: Sequence[date], at_once: int) -> list[tuple[date, ...]]:
    """Share days out into rounds, so that no more families than so many are worked at together, or one day's.

    Args:
        lake: whose manifest says how many families were formed for each day.
        days: in any order.
        at_once: families.
    """
    formed = {} if lake.manifest is None else lake.manifest.parts.get("families.family", {})
    shared: list[tuple[date, ...]] = []
    count = 0
    for day in sorted(days):
        part = formed.get(day.isoformat())
        families = part.rows if part else 0
        if shared and count + families <= at_once:
            shared[-1] = (*shared[-1], day)
            count += families
        else:
            shared.append((day,))
            count = families
    return shared


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
