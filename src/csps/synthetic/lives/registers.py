"""Growing columns and append-only logs: how a borough of hundreds of thousands is held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

Ids: TypeAlias = npt.NDArray[np.int64]
Column: TypeAlias = npt.NDArray[Any]
Flags: TypeAlias = npt.NDArray[np.bool_]
Columns: TypeAlias = "Mapping[str, tuple[Any, ...]]"


class Register:
    """Rows that are added and changed, never removed; a row's number is its id for ever.

    Args:
        columns: per column its dtype, the value of a new row, and (optionally) how many values a row holds.

    >>> people = Register({"born": (np.int32, 0), "rooms": (np.int16, -1, 2)})
    >>> people.add(2, born=[5, 6])
    array([0, 1])
    >>> people["rooms"].shape
    (2, 2)
    """

    def __init__(self, columns: Columns) -> None:
        self._fill = {name: spec[1] for name, spec in columns.items()}
        self._rows: dict[str, Column] = {
            name: np.full((1024, *spec[2:]), spec[1], dtype=spec[0]) for name, spec in columns.items()
        }
        self.count = 0

    def __getitem__(self, name: str) -> Column:
        """Give one column as a view of the rows that exist; writing to it writes to the register."""
        return self._rows[name][: self.count]

    def columns(self) -> dict[str, Column]:
        """Give every column by its name."""
        return {name: self[name] for name in self._rows}

    def add(self, number: int, **values: npt.ArrayLike) -> Ids:
        """Add rows and give their ids."""
        first, self.count = self.count, self.count + number
        for name, rows in self._rows.items():
            if self.count > len(rows):
                length = max(self.count, 2 * len(rows))
                grown = np.full((length, *rows.shape[1:]), self._fill[name], dtype=rows.dtype)
                grown[:first] = rows[:first]
                self._rows[name] = grown
        for name, value in values.items():
            self._rows[name][first : self.count] = value
        return np.arange(first, self.count)


class Log:
    """Rows that are only ever appended, in batches; read once at the end.

    >>> log = Log(("person", "day"))
    >>> log.add(person=np.array([1, 2]), day=7)
    array([0, 1])
    >>> log.rows()["day"]
    array([7, 7], dtype=int32)
    """

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._parts: list[dict[str, npt.NDArray[np.int32]]] = []
        self.count = 0

    def add(self, **values: npt.ArrayLike) -> Ids:
        """Append a batch (single numbers are repeated) and give the rows' numbers."""
        arrays = [np.asarray(values[name], dtype=np.int32) for name in self._columns]
        number = max((array.size for array in arrays if array.ndim), default=1)
        self._parts.append(
            {name: np.broadcast_to(array, number) for name, array in zip(self._columns, arrays, strict=True)}
        )
        first, self.count = self.count, self.count + number
        return np.arange(first, self.count)

    def rows(self) -> dict[str, npt.NDArray[np.int32]]:
        """Give every column whole."""
        if not self._parts:
            return {name: np.empty(0, dtype=np.int32) for name in self._columns}
        return {name: np.concatenate([part[name] for part in self._parts]) for name in self._columns}
