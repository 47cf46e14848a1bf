"""A number of rooms, of the house or of the flat, in the wrong column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

MOST = 12


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "bedrooms", row["bedrooms"] > MOST


RULE = RowRule(
    name="too many bedrooms",
    effect=Effect.TRUST,
    sentence="The home has more than 12 bedrooms.",
    tables=("feeds.housing_tenancy_member",),
    broken=_broken,
)
