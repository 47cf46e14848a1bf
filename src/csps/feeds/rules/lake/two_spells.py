"""A benefit is paid once at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.benefit_spell")
    return overlapping(rows, ("record_id", "benefit"), "start_date", "end_date")


RULE = LakeRule(
    name="the same benefit twice at once",
    effect=Effect.NOTE,
    sentence="A second spell of the same benefit begins while one is open.",
    tables=("feeds.benefit_spell",),
    column="start_date",
    ties={
        "feeds.benefit_spell": ("record_id",),
    },
    broken=_broken,
)
