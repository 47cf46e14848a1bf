"""A restriction that protects nothing because its table is misspelt is the worst kind of silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "about_table", row["about_table"].notnull() & ~row["about_table"].isin(sorted(delivered_tables()))


RULE = RowRule(
    name="restriction of an unknown table",
    effect=Effect.NOTE,
    sentence="The restriction names a table that no agency delivers.",
    tables=("feeds.restriction",),
    broken=_broken,
)
