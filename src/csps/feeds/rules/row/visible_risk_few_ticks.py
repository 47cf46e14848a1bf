"""Fourteen ticks make a case visible high risk; fewer mean that it came for another reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

FEWEST = 14


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "dash_score", (row["reason"] == "VISIBLE_RISK") & (row["dash_score"] < FEWEST)


RULE = RowRule(
    name="visible high risk with few ticks",
    effect=Effect.NOTE,
    sentence="The case came for visible high risk, and its checklist has fewer than 14 ticks.",
    tables=("feeds.marac_case",),
    source="SafeLives DASH risk checklist guidance",
    broken=_broken,
)
