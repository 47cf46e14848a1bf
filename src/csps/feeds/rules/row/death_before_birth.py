"""Two dates of which one is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import birth_of
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    death = "pers_death_date" if "pers_death_date" in row.table else "date_of_death"
    yield death, row[death] < row[birth_of(row.table)]


RULE = RowRule(
    name="died before birth",
    effect=Effect.TRUST,
    sentence="The date of death lies before the date of birth.",
    tables=(
        "feeds.ssd_person",
        "feeds.adult_social_care_client",
    ),
    broken=_broken,
)
