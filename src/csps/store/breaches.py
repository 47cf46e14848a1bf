"""What rows do wrong, counted by column and rule, and the one sentence that says so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csps.domain.errors import ContractError

if TYPE_CHECKING:
    from csps.contracts.model import Table

Breaches = Counter[tuple[str, str]]  # (column, rule) -> rows; 0 where the whole column is meant


def refuse(table: Table, breaches: Breaches) -> None:
    """Do nothing where there are no breaches; otherwise say every one. Never a value: it may be somebody's.

    Raises:
        ContractError: each column and rule with the number of rows.
    """
    if not breaches:
        return
    told = (
        f"{column}: {rule}" + (f" ({rows} row{'s' * (rows != 1)})" if rows else "")
        for (column, rule), rows in sorted(breaches.items())
    )
    raise ContractError(
        f"Rows for {table.name} break their contract: {'; '.join(told)}.",
        next_step=f"`csps tables {table.name}` shows what is declared.",
    )
