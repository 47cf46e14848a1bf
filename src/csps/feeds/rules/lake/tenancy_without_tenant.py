"""A tenancy has at least one tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows, others = held("feeds.housing_tenancy_member"), held("feeds.housing_tenancy_member")
    others = others.filter(others["is_tenant"])
    return rows.anti_join(others, "tenancy_ref")


RULE = LakeRule(
    name="tenancy without a tenant",
    effect=Effect.NOTE,
    sentence="No member of the tenancy is a tenant.",
    tables=("feeds.housing_tenancy_member",),
    column="*",
    ties={
        "feeds.housing_tenancy_member": ("tenancy_ref",),
    },
    broken=_broken,
)
