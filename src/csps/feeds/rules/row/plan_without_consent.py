"""Whole-family work rests on consent; a plan without it is a question for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "consent_on", row["plan_on"].notnull() & row["consent_on"].isnull()


RULE = RowRule(
    name="programme plan without consent",
    effect=Effect.NOTE,
    sentence="There is a plan for a family whose consent was not recorded.",
    tables=("feeds.programme_case",),
    source="Supporting Families programme guidance",
    broken=_broken,
)
