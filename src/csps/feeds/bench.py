"""Where deliveries are looked at in the clear: a DuckDB in memory that has no files, spoken to through Ibis.

One bench serves one feed. When it is closed, everything that lay on it is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import ibis
import numpy as np

from csps.store import Resources, private_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType


MEMORY = "4GB"
ROWS_AT_A_TIME = 1 << 17


class Bench:
    """Tables in memory, by name.

    Args:
        resources: threads and memory; what does not fit is refused, because it would be written to the disk in the clear.
        connection: another one to lay tables in, for rows under pseudonyms, which may be spilled; its owner closes it.
    """

    def __init__(self, resources: Resources | None = None, *, connection: Any = None) -> None:
        self._connection = connection or private_connection(resources or Resources(memory=MEMORY), packed=True)
        self._made: dict[str, ibis.Table] = {}

    def lay(self, name: str, rows: Any) -> ibis.Table:
        """Lay Arrow rows on the bench without copying them; what lay there under the name is gone."""
        self._connection.register(name, rows)
        return ibis.table(ibis.Schema.from_pyarrow(rows.schema), name=name)

    def lay_columns(self, name: str, columns: Mapping[str, Sequence[object]], kinds: Mapping[str, str]) -> ibis.Table:
        """Lay columns of Python values on the bench.

        Args:
            name: of the table.
            columns: by name, equally long, without missing values.
            kinds: "string", "int64" or "date" (given as ISO text) by column.
        """
        numbers = {"int64": np.int64}
        arrays = {key: np.array(values, numbers.get(kinds[key], object)) for key, values in columns.items()}
        self._connection.register(name, arrays)
        found = ibis.table({key: "int64" if kinds[key] == "int64" else "string" for key in columns}, name=name)
        return found.cast(dict(kinds))

    def add(self, name: str, rows: ibis.Table) -> ibis.Table:
        """Compute rows and keep them; they join what is kept under the name already."""
        relation = self._connection.sql(_sql(rows))
        if name in self._made:
            relation.insert_into(name)
        else:
            relation.create(name)
            self._made[name] = ibis.table(rows.schema(), name=name)
        return self._made[name]

    def put(self, name: str, rows: ibis.Table) -> ibis.Table:
        """Compute rows and keep them for a moment, in place of what was kept under the name; they are never packed."""
        self._connection.execute(_kept_for_a_moment(name, rows))
        return ibis.table(rows.schema(), name=name)

    def pack(self) -> None:
        """Press together what is kept: a column of rows of one kind takes a tenth of the room."""
        self._connection.execute("CHECKPOINT")

    def take_away(self, name: str, marks: ibis.Table) -> None:
        """Take rows away from what is kept under a name, if anything is.

        Args:
            name: of the table.
            marks: the values that they have in some of its columns, by the columns' names.
        """
        if name in self._made:
            self._connection.execute(_without(name, marks))

    def clear(self, *names: str) -> None:
        """Let go of what is kept under some names."""
        for name in names:
            if self._made.pop(name, None) is not None:
                self._connection.execute(_dropped(name))

    def table(self, name: str) -> ibis.Table:
        """Give the rows that are kept under a name."""
        return self._made[name]

    def has(self, name: str) -> bool:
        """Say whether rows are kept under a name."""
        return name in self._made

    def rows(self, expression: ibis.Table) -> list[tuple[Any, ...]]:
        """Compute rows and give them as Python values: for counts and the like."""
        return self._connection.sql(_sql(expression)).fetchall()

    def prepared(self, expression: ibis.Table) -> Callable[[], Any]:
        """Give what computes rows as an Arrow table as often as it is called; it is put into SQL once."""
        said = _sql(expression)
        return lambda: self._connection.sql(said).to_arrow_table()

    def texts(self, expression: ibis.Table) -> list[str]:
        """Compute rows of one text column and give its values."""
        values: list[str] = self.arrow(expression).column(0).to_pylist()
        return values

    def arrow(self, expression: ibis.Table) -> Any:
        """Compute rows and give them as an Arrow table."""
        return self._connection.sql(_sql(expression)).to_arrow_table()

    def stream(self, expression: ibis.Table) -> Any:
        """Compute rows and give them as an Arrow stream; the bench waits until it has been read."""
        return self._connection.sql(_sql(expression)).to_arrow_reader(ROWS_AT_A_TIME)

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _sql(expression: ibis.Table) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))


# Names of tables and columns take no bound value; those here are csps's own words, and everything else is Ibis's.


def _kept_for_a_moment(name: str, rows: ibis.Table) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS {_sql(rows)}"


def _without(name: str, marks: ibis.Table) -> str:
    columns = ", ".join(marks.columns)
    return f"DELETE FROM {name} WHERE ({columns}) IN (SELECT {columns} FROM ({_sql(marks)}))"  # noqa: S608 - see above


def _dropped(name: str) -> str:
    return f"DROP TABLE {name}"
