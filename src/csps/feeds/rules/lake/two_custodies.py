"""A person is in one prison at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.prison_custody")
    return overlapping(rows, ("record_id",), "reception_date", "release_date")


RULE = LakeRule(
    name="two custodies at once",
    effect=Effect.TRUST,
    sentence="The person is received into prison while already there.",
    tables=("feeds.prison_custody",),
    column="reception_date",
    ties={
        "feeds.prison_custody": ("record_id",),
    },
    broken=_broken,
)
