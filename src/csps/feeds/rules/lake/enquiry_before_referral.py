"""An enquiry follows a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_s47_enquiry")
    others = held("feeds.ssd_cin_episodes").select(s47e_referral_id="cine_referral_id", _other="cine_referral_date")
    joined = rows.inner_join(others, "s47e_referral_id")
    return joined.filter(joined["s47e_s47_start_date"] < joined["_other"])


RULE = LakeRule(
    name="enquiry before its referral",
    effect=Effect.TRUST,
    sentence="The enquiry began before the referral it belongs to.",
    tables=(
        "feeds.ssd_s47_enquiry",
        "feeds.ssd_cin_episodes",
    ),
    column="s47e_s47_start_date",
    ties={
        "feeds.ssd_s47_enquiry": ("s47e_referral_id",),
        "feeds.ssd_cin_episodes": ("cine_referral_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
