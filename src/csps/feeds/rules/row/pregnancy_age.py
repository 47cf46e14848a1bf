"""A pregnancy under somebody else's reference, or a date of birth typed wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

YOUNGEST, OLDEST = 11, 55


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    age = age_on(row["date_of_birth"], row["start_date"])
    yield "kind", (row["kind"] == "PREGNANCY") & ((age < YOUNGEST) | (age > OLDEST))


RULE = RowRule(
    name="pregnancy at an unlikely age",
    effect=Effect.TRUST,
    sentence="The pregnant person would be under 11 or over 55.",
    tables=("feeds.health_flag",),
    broken=_broken,
)
