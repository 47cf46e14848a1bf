"""A person lives at one home at a time; linkage and households rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_address")
    rows = rows.filter(rows["addr_address_type"] == "HOME")
    return overlapping(rows, ("record_id",), "addr_address_start_date", "addr_address_end_date")


RULE = LakeRule(
    name="two homes at once",
    effect=Effect.NOTE,
    sentence="A second home address of the person begins while one is open.",
    tables=("feeds.ssd_address",),
    column="addr_address_start_date",
    ties={
        "feeds.ssd_address": ("record_id",),
    },
    broken=_broken,
)
