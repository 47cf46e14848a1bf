"""A balance and a stage of different days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    is_over = row["stage"].isin(("PAID", "WRITTEN_OFF")) | (row["cleared_date"] <= row["balance_date"]).fill_null(False)
    yield "balance_pence", is_over & (row["balance_pence"] > 0)


RULE = RowRule(
    name="paid and still owed",
    effect=Effect.TRUST,
    sentence="The debt is paid, written off or cleared, and something is owed.",
    tables=("feeds.debt_case",),
    broken=_broken,
)
