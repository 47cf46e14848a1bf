"""A child has one child protection plan at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cp_plans")
    return overlapping(rows, ("record_id",), "cppl_cp_plan_start_date", "cppl_cp_plan_end_date")


RULE = LakeRule(
    name="two child protection plans at once",
    effect=Effect.TRUST,
    sentence="A second child protection plan begins while one is open.",
    tables=("feeds.ssd_cp_plans",),
    column="cppl_cp_plan_start_date",
    ties={
        "feeds.ssd_cp_plans": ("record_id",),
    },
    source="Working Together to Safeguard Children; children in need census rule 8925",
    broken=_broken,
)
