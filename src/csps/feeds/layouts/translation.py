"""Rows of one layout as rows of a contract, all of them text: computed for every row of a sheet at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import ibis

from csps.feeds.layouts.takes import ISO, day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.contracts.model import Table
    from csps.feeds.layouts.layout import Made
    from csps.feeds.layouts.takes import Take

MARK = ("_file", "_line")
KEPT = (*MARK, "_text")
DAY = "_day"
BLANKS = "[\\s\u00a0\u200b\ufeff]+"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How translated rows are spelled: days as the contracts want them.

    Args:
        codes: contract column -> delivered code -> the contract's code, where a council's codes are its own.
        date_format: how days are written.
    """

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    date_format: str = ISO


def translated(text: ibis.Table, made: Made, table: Table, known_on: str | None = None) -> ibis.Table:
    """Give the rows of a contract that are made of the rows of a sheet.

    Args:
        text: the sheet: `_file`, `_line`, `_text` and a text column for each heading of its layout that the file has.
        made: what becomes of its rows.
        table: the contract.
        known_on: the column that says since when each row is known, if one does.

    Returns:
        `_file`, `_line`, `_text` and the contract's columns, all text, and `_day` where `known_on` is given. Blanks around
        values are gone, days are ISO.
    """
    rows = text
    if made.needs is not None:
        value = _value(rows, made.needs)
        rows = rows.filter(value.notnull() if made.unlike is None else ~value.re_search(made.unlike))
    values = {name: _taken(rows, made.columns.get(name)) for name in table.column_names}
    if known_on is not None:
        values[DAY] = day_of(_value(rows, known_on))
    return rows.select(*KEPT, **values)


def once(rows: ibis.Table, table: Table) -> ibis.Table:
    """Keep the first of the rows of a file that say the same."""
    window = ibis.window(group_by=["_file", *table.column_names], order_by="_line")
    numbered = rows.mutate(_same=ibis.row_number().over(window))
    return numbered.filter(numbered["_same"] == 0).drop("_same")


def together(pieces: Sequence[tuple[ibis.Table, Made]], table: Table, known_on: str | None = None) -> ibis.Table:
    """Give the rows of one contract that several sheets make."""
    rows = [translated(text, made, table, known_on) for text, made in pieces]
    joined = ibis.union(*rows)
    return once(joined, table) if any(made.once for _, made in pieces) else joined


def named(resolved: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Give the names that a sheet's columns get and what they are called in it, for `csps.vault.parse`."""
    return list(resolved.values()), list(resolved)


def _taken(rows: ibis.Table, take: Take | None) -> ibis.Value:
    if take is None:
        return ibis.null("string")
    return take.spell(*(_value(rows, heading) for heading in take.headings)).cast("string")


def _value(rows: ibis.Table, heading: str) -> ibis.Value:
    """Give a value without blanks around it; a column that is not there is missing in every row."""
    if heading not in rows.columns:
        return ibis.null("string")
    return rows[heading].re_replace(f"^{BLANKS}|{BLANKS}$", "").nullif("")
