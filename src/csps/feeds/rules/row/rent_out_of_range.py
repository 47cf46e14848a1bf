"""Pounds where pence belong, or a month's rent for a week's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

LEAST, MOST = 100, 200_000


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "weekly_rent_pence", (row["weekly_rent_pence"] < LEAST) | (row["weekly_rent_pence"] > MOST)


RULE = RowRule(
    name="rent out of range",
    effect=Effect.TRUST,
    sentence="The rent for a week is under £1 or over £2,000.",
    tables=("feeds.housing_rent_account",),
    broken=_broken,
)
