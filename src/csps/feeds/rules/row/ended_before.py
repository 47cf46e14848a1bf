"""Something that ended before it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    began, ended = row.table.happened_on, row.table.ended_on
    if began is not None and ended is not None:
        yield ended, row[ended] < row[began]


RULE = RowRule(
    name="ended before it began",
    effect=Effect.TRUST,
    sentence="The last day lies before the first.",
    broken=_broken,
)
