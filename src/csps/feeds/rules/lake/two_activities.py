"""A young person has one main activity at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.neet_activity")
    return overlapping(rows, ("record_id",), "start_date", "end_date")


RULE = LakeRule(
    name="two activities at once",
    effect=Effect.NOTE,
    sentence="A second activity of the young person begins while one is open.",
    tables=("feeds.neet_activity",),
    column="start_date",
    ties={
        "feeds.neet_activity": ("record_id",),
    },
    source="NCCIS management information requirement",
    broken=_broken,
)
