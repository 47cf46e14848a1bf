"""The role of a child, with the date of birth of an adult: two people changed places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

ADULT = 18
ROLES = {"feeds.police_incident": "CHILD_PRESENT", "feeds.marac_case": "CHILD"}


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    role, happened = ROLES[row.table.name], row.table.happened_on
    assert happened is not None
    yield "role", (row["role"] == role) & (age_on(row["date_of_birth"], row[happened]) >= ADULT)


RULE = RowRule(
    name="child who is an adult",
    effect=Effect.TRUST,
    sentence="Somebody recorded as a child was 18 or older.",
    tables=(
        "feeds.police_incident",
        "feeds.marac_case",
    ),
    broken=_broken,
)
