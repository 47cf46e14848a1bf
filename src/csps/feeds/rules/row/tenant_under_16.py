"""Nobody under 16 holds a tenancy; the child and the parent changed places."""

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
    yield "is_tenant", row["is_tenant"] & (age_on(row["date_of_birth"], row["start_date"]) < YOUNGEST)


RULE = RowRule(
    name="tenant under 16",
    effect=Effect.TRUST,
    sentence="A tenant was under 16 when the tenancy began.",
    tables=("feeds.housing_tenancy_member",),
    source="Law of Property Act 1925, section 1(6): a minor holds no legal estate, and few councils grant one in equity before 16",
    broken=_broken,
)
