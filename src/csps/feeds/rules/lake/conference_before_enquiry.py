"""A conference follows an enquiry that was substantiated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_initial_cp_conference")
    others = held("feeds.ssd_s47_enquiry").select(
        icpc_s47_enquiry_id="s47e_s47_enquiry_id", _other="s47e_s47_start_date"
    )
    joined = rows.inner_join(others, "icpc_s47_enquiry_id")
    return joined.filter(joined["icpc_icpc_date"] < joined["_other"])


RULE = LakeRule(
    name="conference before its enquiry",
    effect=Effect.TRUST,
    sentence="The conference took place before the enquiry that led to it.",
    tables=(
        "feeds.ssd_initial_cp_conference",
        "feeds.ssd_s47_enquiry",
    ),
    column="icpc_icpc_date",
    ties={
        "feeds.ssd_initial_cp_conference": ("icpc_s47_enquiry_id",),
        "feeds.ssd_s47_enquiry": ("s47e_s47_enquiry_id",),
    },
    source="Working Together to Safeguard Children; children in need census guide",
    broken=_broken,
)
