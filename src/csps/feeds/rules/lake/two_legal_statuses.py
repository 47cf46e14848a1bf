"""A child is looked after under one legal status at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_legal_status")
    return overlapping(rows, ("record_id",), "lega_legal_status_start_date", "lega_legal_status_end_date")


RULE = LakeRule(
    name="two legal statuses at once",
    effect=Effect.NOTE,
    sentence="A second legal status of the child begins while one is in force.",
    tables=("feeds.ssd_legal_status",),
    column="lega_legal_status_start_date",
    ties={
        "feeds.ssd_legal_status": ("record_id",),
    },
    source="SSDA903 guide",
    broken=_broken,
)
