"""A plan is for an open case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cin_plans")
    others = held("feeds.ssd_cin_episodes").select(cinp_referral_id="cine_referral_id", _other="cine_close_date")
    joined = rows.inner_join(others, "cinp_referral_id")
    return joined.filter(joined["cinp_cin_plan_start_date"] > joined["_other"])


RULE = LakeRule(
    name="plan after its case closed",
    effect=Effect.TRUST,
    sentence="The child in need plan began after the case it belongs to was closed.",
    tables=(
        "feeds.ssd_cin_plans",
        "feeds.ssd_cin_episodes",
    ),
    column="cinp_cin_plan_start_date",
    ties={
        "feeds.ssd_cin_plans": ("cinp_referral_id",),
        "feeds.ssd_cin_episodes": ("cine_referral_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
