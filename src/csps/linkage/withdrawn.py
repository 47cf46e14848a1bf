"""What agencies took back: linkage ties nobody by it, and a stay that was taken back is known to have been until that day.

Who is who is not dated: it is what is known by the week's end, so a record of which every row was taken back is of nobody.
Where somebody lived is dated: families of a day before a stay was taken back still count it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csps.linkage.registers import registers
from csps.linkage.stays import LAKE_COLUMNS
from csps.store.held import arrow_rows
from csps.store.known import WITHDRAWN, WITHDRAWN_ON, with_withdrawals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import ibis

    from csps.linkage.workbench import Workbench
    from csps.store import Connection, Edition

STANDING = "FROM {} WHERE withdrawn_on IS NULL"
WAS, GONE = "was", "gone"


def read_told(edition: Edition) -> Mapping[str, Any]:
    """Give what linkage reads of the lake as it was known by a week, as Arrow tables by the name that each bears on the bench.

    Each row of an agency has `withdrawn_on`. `gone` (record_id) names the records of which every row of their register was
    taken back, and `was` whose record was whose last week.
    """
    week = edition.week
    with edition.connect() as lake:
        found = {}
        for name, columns in LAKE_COLUMNS.items():
            rows = with_withdrawals(lake, name, week).select(*columns, "known_on", WITHDRAWN_ON)
            found[name.partition(".")[2]] = rows.to_pyarrow()
        withdrawn = sorted(_withdrawn_from(lake, week) & set(registers()))
        gone = [_gone(with_withdrawals(lake, name, week)).to_pyarrow().to_pydict()["record_id"] for name in withdrawn]
        found[GONE] = arrow_rows({"record_id": [name for names in gone for name in names]}, {"record_id": "string"})
        found[WAS] = lake.table_or_empty("linkage.record_link").select("record_id", "person_id").to_pyarrow()
    return found


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
