"""An enquiry under section 47 is made about a child who was referred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, referrals = held("feeds.ssd_s47_enquiry"), held("feeds.ssd_cin_episodes")
    earliest = referrals.group_by("record_id").agg(first=referrals["cine_referral_date"].min())
    joined = rows.left_join(earliest, "record_id")
    return joined.filter(joined["first"].isnull() | (joined["first"] > joined["s47e_s47_start_date"]))


RULE = LakeRule(
    name="enquiry without a referral",
    effect=Effect.TRUST,
    sentence="The child has no referral up to the day the enquiry began.",
    tables=(
        "feeds.ssd_s47_enquiry",
        "feeds.ssd_cin_episodes",
    ),
    column="s47e_s47_start_date",
    ties={
        "feeds.ssd_s47_enquiry": ("record_id",),
        "feeds.ssd_cin_episodes": ("record_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
