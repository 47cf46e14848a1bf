"""An account is for one home at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.council_tax_occupation")
    return overlapping(rows, ("account_ref",), "occupation_date", "vacation_date")


RULE = LakeRule(
    name="one account at two homes",
    effect=Effect.NOTE,
    sentence="The council tax account begins at a second home while it is open at one.",
    tables=("feeds.council_tax_occupation",),
    column="occupation_date",
    ties={
        "feeds.council_tax_occupation": ("account_ref",),
    },
    broken=_broken,
)
