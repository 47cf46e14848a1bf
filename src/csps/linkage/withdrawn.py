"""What agencies took back: linkage ties nobody by it, and a stay that was taken back is known to have been until that day.

Who is who is not dated: it is what is known by the week's end, so a record of which every row was taken back is of nobody.
Where somebody lived is dated: families of a day before a stay was taken back still count it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.linkage.registers import registers
from csps.linkage.stays import LAKE_COLUMNS
from csps.store.known import WITHDRAWN, WITHDRAWN_ON, with_withdrawals

if TYPE_CHECKING:
    from datetime import date

    import ibis

    from csps.linkage.workbench import Workbench
    from csps.store import Connection

NOBODY = "SELECT NULL::VARCHAR AS record_id WHERE false"
STANDING = "FROM {} WHERE withdrawn_on IS NULL"


def lay_told(bench: Workbench, lake: Connection, week: date) -> None:
    """Put on the bench what linkage reads of the lake as it was known by a week, each row with `withdrawn_on`; and `gone`.

    `gone` (record_id) names the records of which every row of their register was taken back.
    """
    for name, columns in LAKE_COLUMNS.items():
        rows = with_withdrawals(lake, name, week).select(*columns, "known_on", WITHDRAWN_ON)
        bench.lay(name.partition(".")[2], rows.to_pyarrow())
    bench.make("gone", NOBODY)
    for name in sorted(_withdrawn_from(lake, week) & set(registers())):
        bench.lay("of_register", _gone(with_withdrawals(lake, name, week)).to_pyarrow())
        bench.add("gone", "FROM of_register")
        bench.clear("of_register")


def leave_out(bench: Workbench) -> None:
    """Take from the bench's tables of the lake what was taken back."""
    for name in LAKE_COLUMNS:
        table = name.partition(".")[2]
        if bench.columns(f"SELECT count(withdrawn_on) AS rows FROM {table}")["rows"][0]:  # noqa: S608 - our words
            bench.make(table, STANDING.format(table))


def _withdrawn_from(lake: Connection, week: date) -> set[str]:
    """Name the tables of which anything was taken back by a week."""
    told = lake.table_or_empty(WITHDRAWN)
    names = told.filter(told.known_on <= week).select("table_name").distinct().to_pyarrow()
    return set(names["table_name"].to_pylist())


def _gone(rows: ibis.Table) -> ibis.Table:
    """Give the records that have a row which was taken back, and none that stands."""
    standing = rows.filter(rows[WITHDRAWN_ON].isnull())
    gone = rows.filter(rows[WITHDRAWN_ON].notnull())
    return gone.anti_join(standing, "record_id").select("record_id").distinct()
