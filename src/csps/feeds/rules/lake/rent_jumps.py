"""Pounds and pence changed places, or another tenancy's balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Held

MOST = 500_000
"""Pence between two balances."""


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.housing_rent_account")
    earlier = rows["balance_pence"].lag().over(ibis.window(group_by="tenancy_ref", order_by="balance_date"))
    rows = rows.mutate(_moved=(rows["balance_pence"] - earlier).abs())
    return rows.filter(rows["_moved"] > MOST)


RULE = LakeRule(
    name="rent balance that jumps",
    effect=Effect.TRUST,
    sentence="The rent balance moved by more than £5,000 since the one before.",
    tables=("feeds.housing_rent_account",),
    column="balance_pence",
    ties={
        "feeds.housing_rent_account": ("tenancy_ref",),
    },
    broken=_broken,
)
