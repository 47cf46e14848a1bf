"""Tables made on the way: what was computed once, held while its connection is open; and a few rows written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
from ibis.util import gen_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from csps.store.engines import Connection

    ArrowTable: TypeAlias = pa.Table


def held(lake: Connection, expression: ibis.Table) -> ibis.Table:
    """Give the rows of an expression as a table of the connection: asked twice, computed once."""
    return lake.hold(expression, gen_name("held"))


def a_few_rows(columns: Mapping[str, Sequence[object]], types: Mapping[str, str]) -> ibis.Table:
    """Give rows that the code itself names, such as the Mondays of a horizon.

    Args:
        columns: name -> values, equally many; none at all give a table without rows.
        types: name -> type as Ibis calls it.
    """
    return ibis.memtable(arrow_rows(columns, types)).cast(types)


def arrow_rows(columns: Mapping[str, Sequence[object]], types: Mapping[str, str]) -> pa.Table:
    """Give the same as Arrow, to be written.

    Through Arrow, because Ibis 12 asks pandas 3 for an option that pandas warns of.
    """
    schema = ibis.schema(types).to_pyarrow()
    return pa.table({name: list(columns.get(name, ())) for name in types}, schema=schema)
