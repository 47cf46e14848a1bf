"""How many values of each column a delivery brought: counted before identities are split off, and kept without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from csps.contracts.model import Table


def filled(table: Table, rows: ibis.Table) -> ibis.Table:
    """Count the values of each column that may be missing, in the columns of `feeds.filled`.

    Args:
        table: the contract.
        rows: accepted rows, with `_delivery`.
    """
    names = [column.name for column in table.columns if not column.required]
    if not names:
        return _nothing(rows)
    counted = rows.group_by("_delivery").agg(_rows=rows.count(), **{name: rows[name].count() for name in names})
    long = counted.pivot_longer(ibis.selectors.cols(*names), names_to="column_name", values_to="filled")
    return long.select(
        delivery="_delivery",
        table_name=ibis.literal(table.name),
        column_name="column_name",
        rows="_rows",
        filled="filled",
    )


def _nothing(rows: ibis.Table) -> ibis.Table:
    return rows.select(
        delivery="_delivery",
        table_name=ibis.literal(""),
        column_name=ibis.literal(""),
        rows=ibis.literal(0, "int64"),
        filled=ibis.literal(0, "int64"),
    ).limit(0)
