"""What a rule is: its name in `feeds.finding`, what follows, the tables it asks, and the sentence for whoever must act.

There are four kinds, each in a folder of its own, one rule in one file: rules about a whole `delivery`, about each `value`
against its contract, about a `row` that contradicts itself, and about rows of the `lake` beside one another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import ibis

    from csps.contracts.model import Column, Table

WHOLE = "*"
"""The column of a finding that is about a whole row or file."""


class Effect(StrEnum):
    """What follows from a broken rule, as `feeds.finding` says it."""

    FILE = "file"  # the whole delivery is kept out
    ROW = "row"  # the row is rejected
    TRUST = "trust"  # the value is taken in and trusted less: it is probably wrong
    NOTE = "note"  # it is taken in, and somebody should look


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule about a delivery; what exactly it asks stands where deliveries are opened.

    Args:
        name: as the ledger knows it.
        effect: what follows where it is broken.
        sentence: what is wrong then, for whoever must act.
        tables: which tables it asks; none named means all that agencies deliver.
        source: the law, standard or experience it comes from, if it is not plain.

    >>> str(Rule(name="late", effect=Effect.FILE, sentence="It came late."))
    'late'
    """

    name: str
    effect: Effect
    sentence: str
    tables: tuple[str, ...] = ()
    source: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Value:
    """The values of one column in all rows that are asked.

    Args:
        table: the contract.
        column: of which column.
        text: as they were delivered.
        typed: in the column's declared type; missing where the text does not fit.
        happened_on: the day on which each row happened; None where the table has none.
        known_on: the extraction date of each row.
    """

    table: Table
    column: Column
    text: ibis.Value
    typed: ibis.Value
    happened_on: ibis.Value | None
    known_on: ibis.Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRule(Rule):
    """A rule about each value of a column, held against the column's contract.

    Args:
        broken: says of each value whether it breaks the rule; None for a column that the rule does not ask.
    """

    broken: Callable[[Value], ibis.Value | None]


@dataclass(frozen=True, slots=True)
class Row:
    """The rows that are asked, each by itself.

    Args:
        table: the contract.
        values: the columns in their declared types.
        known_on: the extraction date of each row.
    """

    table: Table
    values: Mapping[str, ibis.Value]
    known_on: ibis.Value

    def __getitem__(self, column: str) -> ibis.Value:
        return self.values[column]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule(Rule):
    """A rule about a row that contradicts itself.

    Args:
        broken: yields pairs of a column and whether each row breaks the rule there.
    """

    broken: Callable[[Row], Iterator[tuple[str, ibis.Value]]]


class Held(Protocol):
    """What the council knows, as a rule of the lake sees it."""

    def __call__(self, table: str, /) -> ibis.Table:
        """Give the rows of a table that are in force, in the lake's columns; no row where the council has no such feed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeRule(Rule):
    """A rule about rows beside one another. The first of its tables is the one whose rows break it.

    Args:
        column: of the first table; which one a finding names.
        ties: what ties the rows to one another: for each table, the columns that hold the same kind of reference. Rows
            that are tied to no new row are not asked again.
        new_only: tables of which only what came in this run is looked at, every version of it, because they are too
            long to be gone through each week.
        broken: gives the rows of the first table that break the rule, with `delivery` and `line`.
    """

    column: str = WHOLE
    ties: Mapping[str, tuple[str, ...]] = field(hash=False)
    new_only: tuple[str, ...] = ()
    broken: Callable[[Held], ibis.Table]
