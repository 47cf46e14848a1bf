"""A child has one plan at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cin_plans")
    return overlapping(rows, ("record_id",), "cinp_cin_plan_start_date", "cinp_cin_plan_end_date")


RULE = LakeRule(
    name="two child in need plans at once",
    effect=Effect.NOTE,
    sentence="A second child in need plan begins while one is open.",
    tables=("feeds.ssd_cin_plans",),
    column="cinp_cin_plan_start_date",
    ties={
        "feeds.ssd_cin_plans": ("record_id",),
    },
    source="children in need census guide",
    broken=_broken,
)
