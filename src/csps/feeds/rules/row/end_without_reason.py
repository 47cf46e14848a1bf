"""An end whose reason is missing: returns ask for it, and so does anybody who wants to know what helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

REASONS = {
    "feeds.ssd_cin_episodes": "cine_close_reason",
    "feeds.ssd_cla_episodes": "clae_cla_episode_ceased_reason",
    "feeds.ssd_early_help_episodes": "earl_episode_end_reason",
    "feeds.programme_case": "closure_reason",
    "feeds.probation_order": "end_reason",
}


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    reason, ended = REASONS[row.table.name], row.table.ended_on
    assert ended is not None
    yield reason, row[ended].notnull() & (row[ended] <= row.known_on) & row[reason].isnull()


RULE = RowRule(
    name="ended without a reason",
    effect=Effect.NOTE,
    sentence="It ended and nobody says why.",
    tables=(
        "feeds.ssd_cin_episodes",
        "feeds.ssd_cla_episodes",
        "feeds.ssd_early_help_episodes",
        "feeds.programme_case",
        "feeds.probation_order",
    ),
    source="children in need census and SSDA903 guides",
    broken=_broken,
)
