"""A duty follows from an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    for began in ("prevention_start_date", "relief_start_date", "main_duty_start_date"):
        yield began, row[began] < row["application_date"]


RULE = RowRule(
    name="homelessness duty before the application",
    effect=Effect.TRUST,
    sentence="A duty began before the household applied.",
    tables=("feeds.homelessness_case",),
    source="Housing Act 1996, sections 189B and 195",
    broken=_broken,
)
