"""Client level data give a kind for services and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    is_service = row["event_type"] == "Service"
    yield "service_type", is_service != row["service_type"].notnull()


RULE = RowRule(
    name="service without its kind",
    effect=Effect.NOTE,
    sentence="A service has no kind, or something else has one.",
    tables=("feeds.adult_social_care_event",),
    source="Adult Social Care Client Level Data specification",
    broken=_broken,
)
