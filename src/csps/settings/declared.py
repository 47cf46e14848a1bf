"""What settings must know of a declared table to judge a feed: a view of the contracts from the floor below them.

`csps.contracts` stands above this room and may not be imported here. Whoever reads a programme hands its tables in;
`csps.contracts.catalogue.all_tables()` fits these shapes as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class DeclaredCodes(Protocol):
    """A code list: its name and every value that was ever valid."""

    @property
    def name(self) -> str:
        """What the list is called."""
        ...

    @property
    def values(self) -> tuple[str, ...]:
        """Every value, in the order of the list."""
        ...


class DeclaredColumn(Protocol):
    """A column: the list its codes come from, if it holds codes."""

    @property
    def codes(self) -> DeclaredCodes | None:
        """The list, or None where the column holds no codes."""
        ...

    @property
    def required(self) -> bool:
        """Whether no row may be without it."""
        ...

    @property
    def type(self) -> str:
        """What a value is, in the contracts' word: text, code, codes, date, integer, flag, real."""
        ...


class DeclaredTable(Protocol):
    """A table: whose it is, its columns, and what each may be used for."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def agency(self) -> str:
        """Who delivers it."""
        ...

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns' names in delivery order."""
        ...

    @property
    def person(self) -> str | None:
        """The column that refers to the person a row is about, or None where it names nobody."""
        ...

    @property
    def happened_on(self) -> str | None:
        """The column of the day on which a row happened or began."""
        ...

    @property
    def ended_on(self) -> str | None:
        """The column of the day on which it ended, if it lasts."""
        ...

    def __getitem__(self, name: str, /) -> DeclaredColumn:
        """Give a column by name."""
        ...

    def purposes_of(self, column: str, /) -> frozenset[str]:
        """Say what one column may be used for."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a value is judged against besides itself.

    Args:
        document: the whole file as TOML gave it, sound or not.
        tables: every declared table by name; empty where a file speaks of none.
    """

    document: Mapping[str, Any]
    tables: Mapping[str, DeclaredTable]

    @property
    def synthetic(self) -> bool:
        """Whether the file says that nobody in its workspace is real, whatever else is wrong with it."""
        workspace = self.document.get("workspace")
        return isinstance(workspace, dict) and workspace.get("synthetic") is True
