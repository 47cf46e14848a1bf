"""Pounds and pence changed places: two years of the highest band are less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Held

MOST = 1_000_000
"""Pence between two balances."""


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.council_tax_arrears")
    earlier = rows["balance_pence"].lag().over(ibis.window(group_by="account_ref", order_by="balance_date"))
    rows = rows.mutate(_moved=(rows["balance_pence"] - earlier).abs())
    return rows.filter(rows["_moved"] > MOST)


RULE = LakeRule(
    name="council tax balance that jumps",
    effect=Effect.TRUST,
    sentence="The council tax balance moved by more than £10,000 since the one before.",
    tables=("feeds.council_tax_arrears",),
    column="balance_pence",
    ties={
        "feeds.council_tax_arrears": ("account_ref",),
    },
    broken=_broken,
)
