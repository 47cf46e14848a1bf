"""Orders for under-eighteens are the youth justice service's; some pass to probation shortly before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

ADULT = 18


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    began = row.table.happened_on
    assert began is not None
    yield began, age_on(row["date_of_birth"], row[began]) < ADULT


RULE = RowRule(
    name="probation of a child",
    effect=Effect.NOTE,
    sentence="The person was under 18 when the order or custody began.",
    tables=(
        "feeds.probation_order",
        "feeds.prison_custody",
    ),
    source="Offender Management Act 2007; youth to adult transitions framework",
    broken=_broken,
)
