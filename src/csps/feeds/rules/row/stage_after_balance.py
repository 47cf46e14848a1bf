"""A stage that belongs to a later balance, or a date typed wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "stage_date", row["stage_date"] > row["balance_date"]


RULE = RowRule(
    name="stage begun after the balance",
    effect=Effect.NOTE,
    sentence="The stage of recovery began after the day of the balance.",
    tables=(
        "feeds.housing_rent_account",
        "feeds.council_tax_arrears",
    ),
    broken=_broken,
)
