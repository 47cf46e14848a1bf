"""Pounds and pence, or a month's award for a week's: the benefit cap alone keeps most awards far below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

MOST = 150_000


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "weekly_award_pence", row["weekly_award_pence"] > MOST


RULE = RowRule(
    name="award out of range",
    effect=Effect.TRUST,
    sentence="The award for a week is over £1,500.",
    tables=("feeds.housing_benefit_claim",),
    source="Housing Benefit Regulations 2006, regulation 75A and after",
    broken=_broken,
)
