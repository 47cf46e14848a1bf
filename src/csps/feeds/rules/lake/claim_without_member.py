"""A claim is somebody's; without a member it says nothing about anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, others = held("feeds.housing_benefit_claim"), held("feeds.housing_benefit_member")
    return rows.anti_join(others, "claim_id")


RULE = LakeRule(
    name="claim without a member",
    effect=Effect.NOTE,
    sentence="Nobody belongs to the claim.",
    tables=(
        "feeds.housing_benefit_claim",
        "feeds.housing_benefit_member",
    ),
    column="*",
    ties={
        "feeds.housing_benefit_claim": ("claim_id",),
        "feeds.housing_benefit_member": ("claim_id",),
    },
    broken=_broken,
)
