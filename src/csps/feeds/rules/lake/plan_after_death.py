"""A plan under somebody else's reference, or a date of death at the wrong person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cp_plans")
    deaths = held("feeds.ssd_person").select("record_id", _died="pers_death_date")
    joined = rows.inner_join(deaths, "record_id")
    return joined.filter(joined["cppl_cp_plan_start_date"] > joined["_died"])


RULE = LakeRule(
    name="child protection plan after death",
    effect=Effect.TRUST,
    sentence="The child protection plan began after the child's death.",
    tables=(
        "feeds.ssd_cp_plans",
        "feeds.ssd_person",
    ),
    column="cppl_cp_plan_start_date",
    ties={
        "feeds.ssd_cp_plans": ("record_id",),
        "feeds.ssd_person": ("record_id",),
    },
    broken=_broken,
)
