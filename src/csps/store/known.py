"""What was known on a day: the one place where `known_on` is looked at.

A `feeds.*` table in the lake holds every version of a row. As of a day the version in force is the last one with
`known_on` on or before it, and an event after the day does not exist yet. Features and outcomes both read through here,
so that neither can see more of the past than the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csps.contracts.model import Table
    from csps.store.engines import Connection

KNOWN_ON = "known_on"
RECORD_ID = "record_id"
REPLACED_ON = "replaced_on"
WITHDRAWN_ON = "withdrawn_on"
WITHDRAWN = "feeds.withdrawn"
ORIGIN = ("delivery", "line")
LASTING = ("feeds.restriction",)
"""A protection ends on a day that somebody gives, never because a file came again without its row."""


def key_of(contract: Table) -> list[str]:
    """Give the columns that tell what a row is about, whenever it was known."""
    return [column for column in contract.key if column != KNOWN_ON]


def first_filled(lake: Connection, name: str, day: date, column: str) -> ibis.Table:
    """Give the day on which something first stood in a column, of all that was known by a day.

    Returns:
        the columns of the table's key but `known_on`, and `filled_on`: one row per thing of which anything stood there.
    """
    rows = lake.table_or_empty(name)
    rows = rows.filter((rows[KNOWN_ON] <= day) & rows[column].notnull())
    return rows.group_by(key_of(lake_tables()[name])).agg(filled_on=rows[KNOWN_ON].min())


def known_by(
    lake: Connection,
    name: str,
    day: date,
    *,
    columns: Iterable[str] | None = None,
    since: date | None = None,
    records: ibis.Table | None = None,
) -> ibis.Table:
    """Give a source table as it was known at the end of a day; no rows where the lake does not hold it.

    Args:
        lake: where it is.
        name: the table, for example "feeds.police_incident".
        day: rows known later, and events that happened later, are not there.
        columns: what is looked at besides the row's key, person and days; None for everything.
        since: leave out what happened before this day.
        records: a table with a column `record_id`; leave out rows about other records.
    """
    rows = in_force(versions_of(lake, name, day, columns=columns, since=since, records=records), day)
    happened = lake_tables()[name].happened_on
    return rows if happened is None else rows.filter(rows[happened] <= day)


def versions_of(
    lake: Connection,
    name: str,
    last: date,
    *,
    columns: Iterable[str] | None = None,
    since: date | None = None,
    records: ibis.Table | None = None,
) -> ibis.Table:
    """Give every version of a table's rows that was known by a day, and `replaced_on`: when the next one was known.

    From it follows what was known on that day and on every day before. The arguments are those of `known_by`.

    A condition may be put before the choice of versions only where it is on the row's key: otherwise a version that a
    later one took back would come to life again. That is decided here, not by the caller.
    """
    contract = lake_tables()[name]
    key = key_of(contract)
    happened = contract.happened_on
    rows = lake.table_or_empty(name)
    says_itself = WITHDRAWN_ON in rows.columns
    origin = ORIGIN if _may_be_withdrawn(lake, name, rows) else ()
    named: tuple[str | None, ...] = tuple(rows.columns)
    if columns is not None:
        named = (*contract.key, contract.person, happened, contract.ended_on, *columns)
        more = (WITHDRAWN_ON,) if says_itself else origin
        rows = rows.select(*dict.fromkeys(column for column in (*named, *more) if column is not None))
    rows = rows.filter(rows[KNOWN_ON] <= last)
    if since is not None and happened in key:
        rows = rows.filter(rows[happened] >= since)
    if records is not None and RECORD_ID in key:
        rows = rows.semi_join(records, RECORD_ID)
    rows = _with_next(rows, key)
    kept = dict.fromkeys(column for column in (*named, REPLACED_ON) if column is not None)
    if says_itself:
        rows = rows.mutate(**{REPLACED_ON: _earlier(rows[REPLACED_ON], rows[WITHDRAWN_ON])}).select(*kept)
    elif origin:
        rows = _with_withdrawals(rows, lake, name, last).select(*kept)
    if records is not None and RECORD_ID not in key:
        rows = rows.semi_join(records, RECORD_ID)
    if since is not None and happened is not None and happened not in key:
        rows = rows.filter(rows[happened] >= since)
    return rows


def in_force(versions: ibis.Table, day: date | ibis.Value) -> ibis.Table:
    """Give of all versions the ones in force at the end of a day: known by then, and not yet replaced."""
    known = versions[KNOWN_ON] <= day
    replaced = versions[REPLACED_ON]
    return versions.filter(known & (replaced.isnull() | (replaced > day))).drop(REPLACED_ON)


def _with_next(rows: ibis.Table, key: list[str]) -> ibis.Table:
    """Say of each version when the next one of its row was known; empty where none was."""
    by_day = ibis.window(group_by=key, order_by=KNOWN_ON)
    return rows.mutate(**{REPLACED_ON: rows[KNOWN_ON].lead().over(by_day)})


def with_withdrawals(lake: Connection, name: str, last: date | None = None) -> ibis.Table:
    """Give every version of a table's rows, and `withdrawn_on`: since when nothing stands in the place of its row, or nothing.

    All versions of a row bear the day on which its last one was taken back. Before that day the row counts as it did; from
    it on what an agency said of it in any version no longer holds. Which rows those are is asked first: they are few.

    Args:
        lake: where it is; a table that it does not hold has no rows.
        name: the table, for example "feeds.ssd_mother".
        last: what was known, or taken back, later is not there; None for everything.
    """
    rows = lake.table_or_empty(name)
    rows = rows if last is None else rows.filter(rows[KNOWN_ON] <= last)
    if not _may_be_withdrawn(lake, name, rows):
        return rows.mutate(**{WITHDRAWN_ON: ibis.null("date")})
    key = key_of(lake_tables()[name])
    told = _withdrawals(lake, name, last)
    taken = rows.join(told, [rows["delivery"] == told["_delivery"], rows["line"] == told["_line"]])
    taken = taken.select(*key, WITHDRAWN_ON, _last=KNOWN_ON)
    later = rows.select(*key, _later=KNOWN_ON)
    same = [taken[column] == later[column] for column in key]
    gone = taken.anti_join(later, [*same, later["_later"] > taken["_last"]]).drop("_last")
    return rows.left_join(gone, key).select(*rows.columns, WITHDRAWN_ON)


def _may_be_withdrawn(lake: Connection, name: str, rows: ibis.Table) -> bool:
    """Say whether anything was ever taken back, and whether rows of this table can be."""
    has_any = lake.manifest is not None and bool(lake.manifest.rows(WITHDRAWN))
    return has_any and name not in LASTING and set(ORIGIN) <= set(rows.columns)


def _withdrawals(lake: Connection, name: str, last: date | None) -> ibis.Table:
    """Give delivery, line and day of the rows of a table that were taken back."""
    told = lake.table(WITHDRAWN)
    told = told.filter(told["table_name"] == name)
    told = told if last is None else told.filter(told[KNOWN_ON] <= last)
    return told.group_by(_delivery="delivery", _line="line").agg(**{WITHDRAWN_ON: told[KNOWN_ON].min()})


def _with_withdrawals(rows: ibis.Table, lake: Connection, name: str, last: date) -> ibis.Table:
    """Let a row that its agency took back be replaced by nothing from that day on."""
    told = _withdrawals(lake, name, last)
    joined = rows.left_join(told, [rows["delivery"] == told["_delivery"], rows["line"] == told["_line"]])
    return joined.mutate(**{REPLACED_ON: _earlier(joined[REPLACED_ON], joined[WITHDRAWN_ON])})


def _earlier(day: ibis.Value, other: ibis.Value) -> ibis.Value:
    """Give the earlier of two days, either of which may be missing."""
    return ibis.ifelse(other < day, other, day).coalesce(day).coalesce(other)


def first_known(lake: Connection, names: Iterable[str]) -> dict[str, date]:
    """Give the first day on which anything of each table was known; tables without a row are left out.

    One question for all of them, because each costs more to ask than to answer.
    """
    held = [name for name in names if lake.holds(name)]
    if not held:
        return {}
    parts = [lake.table(name).agg(first=ibis._[KNOWN_ON].min()).mutate(name=ibis.literal(name)) for name in held]
    found = ibis.union(*parts).to_pyarrow().to_pylist()
    return {row["name"]: row["first"] for row in found if row["first"] is not None}
