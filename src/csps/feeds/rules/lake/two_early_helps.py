"""Episodes that run side by side are usually one that nobody closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_early_help_episodes")
    return overlapping(rows, ("record_id",), "earl_episode_start_date", "earl_episode_end_date")


RULE = LakeRule(
    name="two early help episodes at once",
    effect=Effect.NOTE,
    sentence="A second early help episode of the child begins while one is open.",
    tables=("feeds.ssd_early_help_episodes",),
    column="earl_episode_start_date",
    ties={
        "feeds.ssd_early_help_episodes": ("record_id",),
    },
    broken=_broken,
)
