"""A plan begins on the day of the conference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cp_plans")
    others = held("feeds.ssd_initial_cp_conference").select(cppl_icpc_id="icpc_icpc_id", _other="icpc_icpc_date")
    joined = rows.inner_join(others, "cppl_icpc_id")
    return joined.filter(joined["cppl_cp_plan_start_date"] < joined["_other"])


RULE = LakeRule(
    name="plan before its conference",
    effect=Effect.TRUST,
    sentence="The child protection plan began before the conference that decided on it.",
    tables=(
        "feeds.ssd_cp_plans",
        "feeds.ssd_initial_cp_conference",
    ),
    column="cppl_cp_plan_start_date",
    ties={
        "feeds.ssd_cp_plans": ("cppl_icpc_id",),
        "feeds.ssd_initial_cp_conference": ("icpc_icpc_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
