"""A child is in one placement under one status at a time: each episode ends on the day the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule
from csps.feeds.rules.spells import overlapping

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    rows = held("feeds.ssd_cla_episodes")
    return overlapping(rows, ("record_id",), "clae_cla_episode_start_date", "clae_cla_episode_ceased_date")


RULE = LakeRule(
    name="two looked-after episodes at once",
    effect=Effect.TRUST,
    sentence="A second looked-after episode of the child begins while one is open.",
    tables=("feeds.ssd_cla_episodes",),
    column="clae_cla_episode_start_date",
    ties={
        "feeds.ssd_cla_episodes": ("record_id",),
    },
    source="SSDA903 guide, rule 301 and after",
    broken=_broken,
)
