"""Benefit is paid for one home, and for two in a few weeks of a move only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.housing_benefit_claim")
    return overlapping(rows, ("claim_id",), "from_date", "to_date", days=31)


RULE = LakeRule(
    name="one claim for two homes",
    effect=Effect.NOTE,
    sentence="The claim begins for a second home while it runs for one.",
    tables=("feeds.housing_benefit_claim",),
    column="from_date",
    ties={
        "feeds.housing_benefit_claim": ("claim_id",),
    },
    source="Housing Benefit Regulations 2006, regulation 7",
    broken=_broken,
)
