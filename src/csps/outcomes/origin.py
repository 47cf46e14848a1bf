"""Where evidence is written: the source row that travels with it, from the table to what a family is shown.

from_table   the table
through      the table that says whom the row is about, where it names nobody itself
record_id    pseudonym of the record, or of the row where it names nobody
delivery     the delivery that brought it, and the line of it; empty for rows that were added up
line
known_on     since when it could have been known; empty for a table that csps makes for a day
summed       how many rows it is: one, or all those that were added up
first_on     the day of the first of them, where there are several
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "from_table": "string",
        "through": "string",
        "record_id": "string",
        "delivery": "string",
        "line": "int64",
        "known_on": "date",
        "summed": "int64",
        "first_on": "date",
    }
)
ORIGIN = tuple(TYPES)
PERSON = ("family_id", "person_id")
DAYS: Mapping[str, str] = MappingProxyType({"since": "date", "until": "date"})


ONE_ROW: Mapping[str, ibis.Value] = MappingProxyType(
    {"through": ibis.null("string"), "summed": ibis.literal(1, "int64"), "first_on": ibis.null("date")}
)
"""What is the same for every row that stands for itself."""


def counting(rows: ibis.Table, since: ibis.Value, until: ibis.Value, *kept: str) -> ibis.Table:
    """Say for which days rows count.

    Args:
        rows: with the person and where they are written.
        since: the first day.
        until: the first day on which they count no more; empty where there is none.
        kept: further columns.

    Returns:
        family_id, person_id, the kept columns, those of `ORIGIN`, since, until; in this order for every line.
    """
    there = rows.columns
    written = {name: rows[name] if name in there else ibis.null(kind) for name, kind in TYPES.items()}
    days = {"since": _day(since), "until": _day(until)}
    return rows.select(*PERSON, *kept, **written, **days)


def _day(value: ibis.Value) -> ibis.Value:
    return value if value.type().is_date() else value.cast("date")


def added_up(sums: ibis.Table, rows: ibis.Table, *, row_by_row: bool) -> ibis.Table:
    """Give evidence that many rows add up to: as sums, or row by row where the evidence is wanted so.

    Args:
        sums: with first_on and last_on, the days of the first and the last row of each, and for which days it counts.
        rows: what was added up, by `happened`.
        row_by_row: which is wanted.
    """
    if not row_by_row:
        return counting(sums, sums.since, sums.until)
    whole = sums.select(*PERSON, "since", "until", began="first_on", ended="last_on")
    each = rows.select(*PERSON, *(name for name in ORIGIN if name != "first_on"), first_on=rows.happened)
    within = [whole.family_id == each.family_id, whole.person_id == each.person_id]
    found = each.inner_join(whole, [*within, each.first_on >= whole.began, each.first_on <= whole.ended])
    return counting(found, found.since, found.until)
