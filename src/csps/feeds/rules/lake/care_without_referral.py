"""A child becomes looked after as a case that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, referrals = held("feeds.ssd_cla_episodes"), held("feeds.ssd_cin_episodes")
    earliest = referrals.group_by("record_id").agg(first=referrals["cine_referral_date"].min())
    joined = rows.left_join(earliest, "record_id")
    return joined.filter(joined["first"].isnull() | (joined["first"] > joined["clae_cla_episode_start_date"]))


RULE = LakeRule(
    name="care without a referral",
    effect=Effect.TRUST,
    sentence="The child has no referral up to the day the looked-after episode began.",
    tables=(
        "feeds.ssd_cla_episodes",
        "feeds.ssd_cin_episodes",
    ),
    column="clae_cla_episode_start_date",
    ties={
        "feeds.ssd_cla_episodes": ("record_id",),
        "feeds.ssd_cin_episodes": ("record_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
