"""Nobody under 10 can commit an offence, and from 18 youth justice does not deal with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

YOUNGEST, OLDEST = 10, 17


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    age = age_on(row["date_of_birth"], row["offence_date"])
    yield "offence_date", (age < YOUNGEST) | (age > OLDEST)


RULE = RowRule(
    name="offence outside 10 to 17",
    effect=Effect.TRUST,
    sentence="The young person was under 10 or over 17 when the offence was committed.",
    tables=("feeds.youth_justice_offence",),
    source="Children and Young Persons Act 1933, section 50",
    broken=_broken,
)
