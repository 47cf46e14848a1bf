"""A row of plain values that a condition written for Ibis can be asked about: SQL's logic of empty values, told slowly."""

from __future__ import annotations

from typing import Any


class Cell:
    """One value. Anything done with an empty one gives an empty one, except where SQL says otherwise.

    Args:
        value: what is in it; None for empty.
    """

    __hash__ = None

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Cell({self.value!r})"

    def _with(self, other: Any, made: Any) -> Cell:
        theirs = other.value if isinstance(other, Cell) else other
        return Cell(None if self.value is None or theirs is None else made(self.value, theirs))

    def __eq__(self, other: object) -> Cell:
        return self._with(other, lambda a, b: a == b)

    def __ne__(self, other: object) -> Cell:
        return self._with(other, lambda a, b: a != b)

    def __lt__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a < b)

    def __le__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a <= b)

    def __gt__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a > b)

    def __ge__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a >= b)

    def __add__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a - b)

    def __mul__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a * b)

    __rmul__ = __mul__

    def __floordiv__(self, other: Any) -> Cell:
        return self._with(other, lambda a, b: a // b)

    def __invert__(self) -> Cell:
        return Cell(None if self.value is None else not self.value)

    def __and__(self, other: Cell) -> Cell:
        if self.value is False or other.value is False:
            return Cell(False)
        return Cell(None if self.value is None or other.value is None else True)

    def __or__(self, other: Cell) -> Cell:
        if self.value is True or other.value is True:
            return Cell(True)
        return Cell(None if self.value is None or other.value is None else False)

    def isin(self, values: Any) -> Cell:
        return Cell(None if self.value is None else self.value in values)

    def notin(self, values: Any) -> Cell:
        return ~self.isin(values)

    def contains(self, value: Any) -> Cell:
        return Cell(None if self.value is None else value in self.value)

    def isnull(self) -> Cell:
        return Cell(self.value is None)

    def notnull(self) -> Cell:
        return Cell(self.value is not None)

    def fill_null(self, other: Any) -> Cell:
        return self if self.value is not None else other if isinstance(other, Cell) else Cell(other)

    def nullif(self, other: Any) -> Cell:
        return Cell(None if self.value == other else self.value)

    def ifelse(self, yes: Any, no: Any) -> Cell:
        chosen = yes if self.value is True else no
        return chosen if isinstance(chosen, Cell) else Cell(chosen)

    def cases(self, *branches: tuple[Any, Any]) -> Cell:
        return Cell(dict(branches).get(self.value))


class Cells:
    """A row: its columns are asked for by name, as an Ibis table's are.

    Args:
        row: column -> value.
    """

    def __init__(self, row: dict[str, Any]) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Cell:
        try:
            return Cell(self._row[name])
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Cell:
        return Cell(self._row[name])
