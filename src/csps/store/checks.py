"""Whether rows keep their contract: nulls, keys, code lists by date, ranges.

Rows arrive in the order of their key, a row group at a time, so that a key given twice stands beside itself and one
pass suffices for everything. Types were settled before (`rows`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from csps.contracts.model import Type
from csps.store.breaches import Breaches, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csps.contracts.model import Code, CodeList, Column, Table

    Rule = Callable[[pa.Table], None]

EPOCH = date(1970, 1, 1).toordinal()


class ContractCheck:
    """Counts what the rows of one table do wrong, over as many row groups as there are.

    Args:
        table: the contract.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._breaches: Breaches = Counter()
        self._last_key: pa.Table | None = None
        self._codes = {column.name: CodeCheck(column.codes) for column in table.columns if column.codes is not None}

    def add(self, group: pa.Table) -> None:
        """Check the next rows, in the order of the key.

        Args:
            group: rows in declared types, each column in one chunk.
        """
        self._check_key(group)
        for column in self._table.columns:
            values = group.column(column.name)
            if column.required:
                self._note(column, "required, but empty", values.null_count)
            if column.name in self._codes:
                self._check_codes(column, group)
            if column.type is Type.REAL:
                self._note(column, "not a finite number", _count(pc.invert(pc.is_finite(values))))
            if column.minimum is not None:
                self._note(column, f"below {column.minimum}", _count(pc.less(values, column.minimum)))
            if column.maximum is not None:
                self._note(column, f"above {column.maximum}", _count(pc.greater(values, column.maximum)))

    def finish(self) -> None:
        """Refuse the rows if any breaks the contract.

        Raises:
            ContractError: the table, and each column and rule with the number of rows.
        """
        refuse(self._table, self._breaches)

    def _note(self, column: Column, rule: str, rows: int) -> None:
        if rows:
            self._breaches[column.name, rule] += rows

    def _check_key(self, group: pa.Table) -> None:
        key = group.select(list(self._table.key))
        seen = key if self._last_key is None else pa.concat_tables([self._last_key, key])
        self._last_key = key.slice(max(key.num_rows - 1, 0)) if key.num_rows else self._last_key
        if seen.num_rows < 2:
            return
        same, before = pa.scalar(True), pa.scalar(False)
        for values in seen.columns:
            joined = values.combine_chunks()
            before = pc.or_kleene(before, pc.and_kleene(same, pc.less(joined[1:], joined[:-1])))
            same = pc.and_(same, pc.equal(joined[1:], joined[:-1]))
        for rule, rows in (("key given more than once", same), ("not in the order of the key", before)):
            count = _count(rows)
            if count:
                self._breaches[", ".join(self._table.key), rule] += count

    def _check_codes(self, column: Column, group: pa.Table) -> None:
        values, days = group.column(column.name).combine_chunks(), self._days(group)
        if column.type is Type.CODES:
            rows = pc.list_parent_indices(values)
            values, days = pc.list_flatten(values), days if days is None else days.take(rows)
            self._note(column, "an empty code in the array", values.null_count)
        codes = self._codes[column.name]
        name = codes.name
        positions = codes.positions(values)
        self._note(
            column, f"not in the code list {name}", len(values) - values.null_count - int((positions >= 0).sum())
        )
        if days is not None:
            rule = f"code of {name} not valid on {self._table.happened_on}"
            self._note(column, rule, codes.untimely(positions, days))

    def _days(self, group: pa.Table) -> pa.Array | None:
        """Give the days on which the rows happened, or None where the table does not say."""
        return None if self._table.happened_on is None else group.column(self._table.happened_on).combine_chunks()


class CodeCheck:
    """Looks values up in one code list, where a value may be valid in several stretches of time.

    Args:
        codes: the list.
    """

    def __init__(self, codes: CodeList) -> None:
        self.name = codes.name
        stretches: dict[str, list[Code]] = defaultdict(list)
        for code in codes.codes:
            stretches[code.value].append(code)
        self._values = pa.array(list(stretches), pa.string())
        self._windows = _windows(list(stretches.values()))

    def positions(self, values: pa.Array) -> np.ndarray:
        """Give the place of each value in the list; -1 where it is missing or unknown."""
        places = pc.fill_null(pc.index_in(values, value_set=self._values), -1)
        return np.asarray(places.to_numpy(zero_copy_only=False))

    def untimely(self, positions: np.ndarray, days: pa.Array) -> int:
        """Count the known values that were not valid on their day; a value without a day is not judged.

        Args:
            positions: what `positions` gave.
            days: as many dates.
        """
        if not self._windows:
            return 0
        judged = (positions >= 0) & days.is_valid().to_numpy(zero_copy_only=False)
        numbers = pc.fill_null(days.cast(pa.int32()), 0).to_numpy(zero_copy_only=False)
        timely = np.zeros(len(positions), np.bool_)
        for first, last in self._windows:
            timely |= (first[positions] <= numbers) & (numbers <= last[positions])
        return int((judged & ~timely).sum())


def _windows(stretches: Sequence[Sequence[Code]]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give first and last valid day of each value's k-th stretch, for every k; nothing if all codes are always valid."""
    if all(code.valid_from is None and code.valid_to is None for codes in stretches for code in codes):
        return []
    layers = []
    for k in range(max(len(codes) for codes in stretches)):
        first = [_day(codes[k].valid_from, date.min) if k < len(codes) else 1 for codes in stretches]
        last = [_day(codes[k].valid_to, date.max) if k < len(codes) else 0 for codes in stretches]  # 1 > 0: never valid
        layers.append((np.array(first, np.int32), np.array(last, np.int32)))
    return layers


def _day(day: date | None, open_end: date) -> int:
    return (day or open_end).toordinal() - EPOCH


def _count(flags: pa.ChunkedArray | pa.Array) -> int:
    return pc.sum(flags).as_py() or 0
