"""A date of birth after the day of the fact: the wrong person, or a day and a month changed places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import birth_column
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    birth = birth_column(row.table)
    if birth is not None and row.table.happened_on is not None:
        yield birth, row[birth] > row[row.table.happened_on]


RULE = RowRule(
    name="born after it happened",
    effect=Effect.TRUST,
    sentence="The person was born after what the row tells of.",
    broken=_broken,
)
