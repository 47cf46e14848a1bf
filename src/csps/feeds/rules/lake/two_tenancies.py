"""Two tenancies of one tenant at once: a move whose old tenancy was not ended, or two people under one reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.housing_tenancy_member")
    rows = rows.filter(rows["is_tenant"])
    return overlapping(rows, ("record_id",), "start_date", "end_date", days=31)


RULE = LakeRule(
    name="two tenancies at once",
    effect=Effect.NOTE,
    sentence="The person becomes a tenant a second time while a tenancy is open for more than a month longer.",
    tables=("feeds.housing_tenancy_member",),
    column="start_date",
    ties={
        "feeds.housing_tenancy_member": ("record_id",),
    },
    source="Housing Act 1985, section 81: a secure tenant occupies one home as the principal one",
    broken=_broken,
)
