"""What the values of a delivery look like: of each column, how many rows lie in which band. Never a value itself.

A code is its own band. A number lies in the band of its size (1, 2 to 3, 4 to 7, ...), a day in that of its distance from
the extraction date, a flag in that of its answer. Of everything else, of whatever names somebody and of protected
attributes it is only counted whether there is a value.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Sensitivity, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csps.contracts.model import Column, Table
    from csps.feeds.bench import Bench

    Pattern = Mapping[str, Counter[str]]  # column -> band -> rows

MISSING, GIVEN, UNLISTED = "missing", "given", "not in its list"
COLUMNS_AT_A_TIME = 8
"""Columns whose bands are written out together: one question put into SQL for so many, and little enough memory."""
FILE, BAND, COLUMN, ROWS = "_file", "band", "column_name", "rows"


def count_bands(
    table: Table, rows: ibis.Table, unlisted: Mapping[str, ibis.Value], bench: Bench
) -> dict[int, dict[str, Counter[str]]]:
    """Count the rows of each file by column and band.

    Args:
        table: the contract.
        rows: in declared types, with `_file` and `_known_on`.
        unlisted: column -> whether its value is a code that is not in its list, or was not then.
        bench: where they lie.

    Returns:
        file -> column -> band -> rows.
    """
    # Most of what begins in a week has no end, most of what ends has one: the end is no pattern.
    columns = [column for column in table.columns if column.name != table.ended_on]
    counted: dict[int, dict[str, Counter[str]]] = {}
    for first in range(0, len(columns), COLUMNS_AT_A_TIME):
        bands = {
            column.name: band_of(column, rows, unlisted.get(column.name))
            for column in columns[first : first + COLUMNS_AT_A_TIME]
        }
        found = bench.arrow(rows.select(_in_file=rows[FILE], **bands))
        for name in bands:
            for row in found.group_by(["_in_file", name]).aggregate([([], "count_all")]).to_pylist():
                file, band, count = row["_in_file"], row[name], row["count_all"]
                counted.setdefault(file, {}).setdefault(name, Counter())[band] += count
    return counted


def band_of(
    column: Column, rows: ibis.Table | Mapping[str, ibis.Value], unlisted: ibis.Value | None = None
) -> ibis.Value:
    """Give the band of each row's value of a column, from columns by name in declared types and `_known_on`."""
    value = rows[column.name]
    there = ibis.ifelse(value.isnull(), MISSING, GIVEN)
    if unlisted is not None:
        there = ibis.ifelse(unlisted, UNLISTED, there)
    if column.identity is not None or column.sensitivity is Sensitivity.PROTECTED:
        return there
    match column.type:
        case Type.CODE:
            named = value
        case Type.FLAG:
            named = value.cast("string")
        case Type.INTEGER:
            named = _size(value)
        case Type.DATE:
            named = _size(rows["_known_on"].delta(value, unit="day").cast("int64"))
        case _:
            return there
    return ibis.ifelse(there == GIVEN, named, there)


def _size(number: ibis.Value) -> ibis.Value:
    """Give the sign of a number and how many binary digits it has: the same band for 4 to 7, the next for 8 to 15."""
    digits = (number.cast("float64").abs() + 1).log2().floor().cast("int64").cast("string")
    return ibis.ifelse(number < 0, ibis.literal("-") + digits, digits)


def pattern_rows(delivery: str, table: str, pattern: Pattern) -> Iterable[tuple[str, str, str, str, int]]:
    """Give a pattern as rows of `feeds.pattern`."""
    for column, bands in sorted(pattern.items()):
        for band, rows in sorted(bands.items()):
            yield delivery, table, column, band, rows


def patterns_of(rows: Iterable[Mapping[str, object]]) -> dict[str, dict[str, dict[str, Counter[str]]]]:
    """Read rows of `feeds.pattern`: delivery -> table -> column -> band -> rows."""
    found: dict[str, dict[str, dict[str, Counter[str]]]] = {}
    for row in rows:
        tables = found.setdefault(str(row["delivery"]), {})
        bands = tables.setdefault(str(row["table_name"]), {}).setdefault(str(row[COLUMN]), Counter())
        bands[str(row[BAND])] += int(str(row[ROWS]))
    return found


def pooled(patterns: Sequence[Pattern], column: str) -> Counter[str]:
    """Add up the bands of a column over several deliveries."""
    together: Counter[str] = Counter()
    for pattern in patterns:
        together.update(pattern.get(column, {}))
    return together
