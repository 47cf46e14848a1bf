"""Sessions are summed by weeks that begin on a Monday; another first day counts some of them in the wrong week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "week_start", row["week_start"].day_of_week.index() != 0


RULE = RowRule(
    name="week that begins on no Monday",
    effect=Effect.NOTE,
    sentence="The week does not begin on a Monday.",
    tables=("feeds.school_attendance",),
    broken=_broken,
)
