"""Every table csps knows, by name; and the check that references lead somewhere."""

from __future__ import annotations

import difflib
import functools
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.contracts.feeds import FEED_TABLES
from csps.contracts.stages import STAGE_TABLES
from csps.domain.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csps.contracts.model import Table


def catalogue(tables: Iterable[Table]) -> Mapping[str, Table]:
    """Index tables by name and refuse a name given twice or a reference that leads nowhere.

    Raises:
        ContractError: every fault at once, each with its table and column.
    """
    by_name: dict[str, Table] = {}
    faults: list[str] = []
    for table in tables:
        if table.name in by_name:
            faults.append(f"table {table.name} is declared twice")
        by_name[table.name] = table
    for table in by_name.values():
        for column in table.columns:
            if column.references is None:
                continue
            target, _, target_column = column.references.rpartition(".")
            if target not in by_name or target_column not in by_name[target]:
                faults.append(f"{table.name}.{column.name} refers to {column.references}, which does not exist")
    if faults:
        raise ContractError("The contracts contradict each other: " + "; ".join(faults) + ".")
    return MappingProxyType(by_name)


@functools.cache
def all_tables() -> Mapping[str, Table]:
    """Give every declared table by name: what agencies deliver, then what csps computes."""
    return catalogue((*FEED_TABLES, *STAGE_TABLES))


@functools.cache
def delivered_tables() -> Mapping[str, Table]:
    """Give the tables that agencies deliver, by name."""
    return MappingProxyType({declared.name: all_tables()[declared.name] for declared in FEED_TABLES})


def table(name: str) -> Table:
    """Give one table by its name "stage.table".

    Raises:
        ContractError: no such table; the nearest names are said.
    """
    return named(all_tables(), name)


def named(tables: Mapping[str, Table], name: str) -> Table:
    """Give one of some tables by its name.

    Raises:
        ContractError: no such table; the nearest names are said.
    """
    try:
        return tables[name]
    except KeyError:
        near = difflib.get_close_matches(name, tables, n=3)
        hint = f"Did you mean {', '.join(near)}?" if near else "`csps tables` lists them."
        raise ContractError(f"There is no table {name!r}.", next_step=hint) from None
