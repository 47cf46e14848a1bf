"""Make rows that obey a table's declaration.

They are valid, not likely: no person is consistent across tables, and no rate means anything. For a borough that
hangs together use `csps synthetic`.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.factories import identifiers

from csps.contracts.model import Identity, Type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.contracts.model import Column, Table

    Row = dict[str, object]

FIRST_DAY, LAST_DAY = date(2019, 11, 25), date(2026, 11, 16)
SHARE_MISSING = 0.1
TRIES = 500


def make_rows(
    table: Table,
    n: int,
    seed: int = 0,
    *,
    parents: Mapping[str, Sequence[Row]] | None = None,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
) -> list[Row]:
    """Make `n` rows of a table.

    Values are text for TEXT and CODE, a JSON array as text for CODES, `datetime.date`, `int`, `bool`, or None where a
    value is not required. Everything happens between the two days; codes are valid on the day of the row.

    Args:
        table: the declaration.
        n: how many rows.
        seed: the same seed gives the same rows.
        parents: rows by table name. References take values from them; a reference to a table that is not there is
            invented if required, else None.
        first_day: first day on which something can happen.
        last_day: last day.

    Raises:
        ValueError: there are not enough different keys, for example with too few parents.
    """
    maker = _RowMaker(table, random.Random(f"{table.name}/{seed}"), parents or {}, (first_day, last_day))
    rows: dict[tuple[object, ...], Row] = {}
    for number in range(n):
        for _ in range(TRIES):
            row = maker.row(number)
            key = tuple(row[name] for name in table.key)
            if key not in rows:
                rows[key] = row
                break
        else:
            raise ValueError(f"{table.name}: no more than {len(rows)} different keys {table.key} can be made")
    return list(rows.values())


class _RowMaker:
    """Makes one row at a time: the day of the row first, then everything else around it."""

    def __init__(
        self,
        table: Table,
        chance: random.Random,
        parents: Mapping[str, Sequence[Row]],
        days: tuple[date, date],
    ) -> None:
        self.table, self.chance, self.parents = table, chance, parents
        self.first_day, self.last_day = days

    def row(self, number: int) -> Row:
        began = self._day(self.first_day, self.last_day)
        if "week_start" in self.table:
            monday = began - timedelta(days=began.weekday())
            began = monday if monday >= self.first_day else monday + timedelta(days=7)
        return {column.name: self._value(column, number, began) for column in self.table.columns}

    def _value(self, column: Column, number: int, began: date) -> object:
        if not column.required and self.chance.random() < SHARE_MISSING:
            return None
        if column.name == self.table.happened_on:
            return began
        if column.references is not None:
            return self._reference(column)
        if column.identity is not None:
            return self._identity(column.identity, began)
        return self._of_type(column, number, began)

    def _of_type(self, column: Column, number: int, began: date) -> object:
        makers = {
            Type.TEXT: lambda: f"{column.name[:4].upper()}{number + 1:06d}",
            Type.CODE: lambda: self.chance.choice(column.codes.valid_on(began)),
            Type.CODES: lambda: self._some_codes(column.codes.valid_on(began)),
            Type.DATE: lambda: self._day(began, self.last_day),
            Type.INTEGER: lambda: self._integer(column),
            Type.FLAG: lambda: self.chance.random() < 0.5,
            Type.REAL: self.chance.random,
        }
        return makers[column.type]()

    def _some_codes(self, valid: Sequence[str]) -> str:
        return json.dumps(sorted(self.chance.sample(valid, self.chance.randint(1, min(4, len(valid))))))

    def _integer(self, column: Column) -> int:
        low = column.minimum if column.minimum is not None else -10_000
        high = column.maximum if column.maximum is not None else max(low, 0) + 500_000
        return self.chance.randint(low, high)

    def _reference(self, column: Column) -> object:
        target, _, name = column.references.rpartition(".")
        if target in self.parents:
            known = [row[name] for row in self.parents[target] if row[name] is not None]
            return self.chance.choice(known)
        return f"{name[:4].upper()}{self.chance.randint(1, 999_999):06d}" if column.required else None

    def _identity(self, identity: Identity, began: date) -> object:
        if identity is Identity.BIRTH_DATE:
            return self._day(date(1950, 1, 1), began)
        return identifiers.MAKERS[identity](self.chance)

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))
