"""Forces set the flag by hand; the features count either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "domestic_flag", (row["incident_type"] == "DOMESTIC") & ~row["domestic_flag"]


RULE = RowRule(
    name="domestic incident without the flag",
    effect=Effect.NOTE,
    sentence="The incident is a domestic one and its flag says no.",
    tables=("feeds.police_incident",),
    broken=_broken,
)
