"""A contact about an open case is added to it; a second referral counts the child twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cin_episodes")
    return overlapping(rows, ("record_id",), "cine_referral_date", "cine_close_date")


RULE = LakeRule(
    name="two open referrals",
    effect=Effect.NOTE,
    sentence="A second referral of the child begins while one is open.",
    tables=("feeds.ssd_cin_episodes",),
    column="cine_referral_date",
    ties={
        "feeds.ssd_cin_episodes": ("record_id",),
    },
    source="children in need census rule 8606",
    broken=_broken,
)
