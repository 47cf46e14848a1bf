"""A home has one account at a time; a second one means that somebody moved out unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.council_tax_occupation")
    return overlapping(rows, ("property_ref",), "occupation_date", "vacation_date")


RULE = LakeRule(
    name="two accounts at one home",
    effect=Effect.NOTE,
    sentence="A second council tax account begins at the home while one is open.",
    tables=("feeds.council_tax_occupation",),
    column="occupation_date",
    ties={
        "feeds.council_tax_occupation": ("property_ref",),
    },
    broken=_broken,
)
