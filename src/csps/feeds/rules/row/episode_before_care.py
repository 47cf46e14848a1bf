"""An episode lies within the period of care whose first day is given beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "clae_entered_care_date", row["clae_entered_care_date"] > row["clae_cla_episode_start_date"]


RULE = RowRule(
    name="episode before entering care",
    effect=Effect.TRUST,
    sentence="The episode begins before the child entered care.",
    tables=("feeds.ssd_cla_episodes",),
    source="SSDA903 guide",
    broken=_broken,
)
