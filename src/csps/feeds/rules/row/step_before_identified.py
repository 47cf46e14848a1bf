"""Consent, assessment, plan and outcome follow identification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    for step in ("consent_on", "assessed_on", "attached_on", "plan_on", "outcome_on"):
        yield step, row[step] < row["identified_on"]


RULE = RowRule(
    name="programme step before the family was identified",
    effect=Effect.TRUST,
    sentence="A step of the programme lies before the family was identified.",
    tables=("feeds.programme_case",),
    source="Supporting Families programme guidance",
    broken=_broken,
)
