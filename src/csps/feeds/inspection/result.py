"""What an inspection found: counts, names of rules and of columns, never a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFound:
    """What a file holds for one table.

    Args:
        rows: rows of the table that are made of the file.
        rejected: how many of them would be kept out.
        findings: rule -> how often it is broken.
    """

    rows: int
    rejected: int
    findings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where an unknown column might belong.

    Args:
        table: the contract.
        column: its column.
        confidence: from 0 to 1, how sure that is; below 0.5 it is a hint.
        by: what it rests on: "names", "values" or "names and values".
        values: delivered values that say a code in words -> the code. No other value is ever shown: these are words of the
            code list.
    """

    table: str
    column: str
    confidence: float
    by: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a file is.

    Args:
        format: the field's own format, or how it is built.
        encoding: how letters are written, for text.
        schema_year: the year of the return, where there is one.
        tables: table -> what the file holds for it.
        unknown_columns: headings that no layout has.
        proposed_mapping: unknown heading -> where it might belong.
        likely_tables: for a file in no format of the field, the tables that its columns fit best -> how well, from 0 to 1.
    """

    format: str
    encoding: str | None
    schema_year: int | None
    tables: Mapping[str, TableFound]
    unknown_columns: tuple[str, ...]
    proposed_mapping: Mapping[str, Proposal]
    likely_tables: Mapping[str, float] = field(default_factory=dict)
