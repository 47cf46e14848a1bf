"""A stage that ended a case, without the day on which it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    closed = row.table.ended_on
    assert closed is not None
    yield closed, (row["stage"] == "CLOSED") & row[closed].isnull()


RULE = RowRule(
    name="closed without a day",
    effect=Effect.NOTE,
    sentence="The case is closed and nobody says since when.",
    tables=(
        "feeds.homelessness_case",
        "feeds.programme_case",
    ),
    broken=_broken,
)
