"""A date of birth that makes somebody older than almost anybody ever was: a century typed wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on, birth_column
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

OLDEST = 110


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    birth = birth_column(row.table)
    if birth is not None:
        yield birth, age_on(row[birth], row.known_on) > OLDEST


RULE = RowRule(
    name="older than 110",
    effect=Effect.TRUST,
    sentence="The person would be older than 110.",
    broken=_broken,
)
