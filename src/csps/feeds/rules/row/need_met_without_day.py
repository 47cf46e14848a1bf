"""Sustained progress is counted from that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "ended_on", row["status"].isin(("MET", "UNMET")) & row["ended_on"].isnull()


RULE = RowRule(
    name="need settled without a day",
    effect=Effect.NOTE,
    sentence="The need is met or not met, and nobody says since when.",
    tables=("feeds.programme_need",),
    source="Supporting Families outcomes framework",
    broken=_broken,
)
