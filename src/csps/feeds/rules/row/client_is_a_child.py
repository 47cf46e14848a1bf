"""Adult social care prepares for young people from 16 or 17; anybody younger is a mistake or a young carer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

YOUNGEST = 16


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    yield "date_of_birth", age_on(row["date_of_birth"], row.known_on) < YOUNGEST


RULE = RowRule(
    name="adult client who is a child",
    effect=Effect.NOTE,
    sentence="A client of adult social care is not yet 16.",
    tables=("feeds.adult_social_care_client",),
    source="Care Act 2014, sections 58 to 66",
    broken=_broken,
)
