"""An interview after going missing is offered, then accepted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "miss_missing_rhi_accepted", row["miss_missing_rhi_accepted"] & ~row["miss_missing_rhi_offered"]


RULE = RowRule(
    name="interview accepted and not offered",
    effect=Effect.NOTE,
    sentence="A return interview was accepted that was never offered.",
    tables=("feeds.ssd_missing",),
    source="statutory guidance on children who run away or go missing",
    broken=_broken,
)
