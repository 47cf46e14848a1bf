"""A suspension lasts a number of sessions; a permanent exclusion does not end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    permanent = row["exclusion_type"] == "PERM"
    yield "sessions", permanent & (row["sessions"] > 0)
    yield "sessions", row["exclusion_type"].isin(("SUSP", "FIXD")) & row["sessions"].isnull()


RULE = RowRule(
    name="permanent exclusion with sessions",
    effect=Effect.NOTE,
    sentence="A permanent exclusion has a number of sessions, or a suspension has none.",
    tables=("feeds.school_exclusion",),
    source="DfE suspension and permanent exclusion guidance",
    broken=_broken,
)
