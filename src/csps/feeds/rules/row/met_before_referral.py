"""A MARAC discusses a case after it was referred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "meeting_date", row["meeting_date"] < row["referral_date"]


RULE = RowRule(
    name="meeting before its referral",
    effect=Effect.TRUST,
    sentence="The meeting took place before the referral that led to it.",
    tables=("feeds.marac_case",),
    source="SafeLives, MARAC guidance",
    broken=_broken,
)
