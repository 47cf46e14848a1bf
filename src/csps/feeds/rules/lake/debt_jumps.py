"""Pounds and pence changed places, or another debt's balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Held

MOST = 5_000_000
"""Pence between two balances."""


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.debt_case")
    earlier = rows["balance_pence"].lag().over(ibis.window(group_by="debt_ref", order_by="balance_date"))
    rows = rows.mutate(_moved=(rows["balance_pence"] - earlier).abs())
    return rows.filter(rows["_moved"] > MOST)


RULE = LakeRule(
    name="debt that jumps",
    effect=Effect.TRUST,
    sentence="The debt moved by more than £50,000 since the balance before.",
    tables=("feeds.debt_case",),
    column="balance_pence",
    ties={
        "feeds.debt_case": ("debt_ref",),
    },
    broken=_broken,
)
