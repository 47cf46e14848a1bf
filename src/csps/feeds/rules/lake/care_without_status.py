"""A child is looked after under an order or by agreement; the status says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, LakeRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Held


def _broken(held: Held) -> ibis.Table:
    episodes, statuses = held("feeds.ssd_cla_episodes"), held("feeds.ssd_legal_status")
    began, ended = statuses["lega_legal_status_start_date"], statuses["lega_legal_status_end_date"]
    day = episodes["clae_cla_episode_start_date"]
    in_force = [episodes["record_id"] == statuses["record_id"], began <= day, ended.isnull() | (ended >= day)]
    return episodes.anti_join(statuses, in_force)


RULE = LakeRule(
    name="care without a legal status",
    effect=Effect.NOTE,
    sentence="No legal status of the child is in force on the day the looked-after episode began.",
    tables=(
        "feeds.ssd_cla_episodes",
        "feeds.ssd_legal_status",
    ),
    column="clae_cla_episode_start_date",
    ties={
        "feeds.ssd_cla_episodes": ("record_id",),
        "feeds.ssd_legal_status": ("record_id",),
    },
    source="SSDA903 guide",
    broken=_broken,
)
