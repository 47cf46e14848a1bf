"""Hours are funded in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "funded_hours", ~row["taken_up"] & (row["funded_hours"] > 0)


RULE = RowRule(
    name="funded hours without a place",
    effect=Effect.NOTE,
    sentence="There are funded hours and no place is taken up.",
    tables=("feeds.early_years_takeup",),
    broken=_broken,
)
