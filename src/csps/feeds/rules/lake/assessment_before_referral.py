"""An assessment follows a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cin_assessments")
    others = held("feeds.ssd_cin_episodes").select(cina_referral_id="cine_referral_id", _other="cine_referral_date")
    joined = rows.inner_join(others, "cina_referral_id")
    return joined.filter(joined["cina_assessment_start_date"] < joined["_other"])


RULE = LakeRule(
    name="assessment before its referral",
    effect=Effect.TRUST,
    sentence="The assessment began before the referral it belongs to.",
    tables=(
        "feeds.ssd_cin_assessments",
        "feeds.ssd_cin_episodes",
    ),
    column="cina_assessment_start_date",
    ties={
        "feeds.ssd_cin_assessments": ("cina_referral_id",),
        "feeds.ssd_cin_episodes": ("cine_referral_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
