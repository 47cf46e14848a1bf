"""No benefit but Disability Living Allowance is claimed for somebody under 16."""

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
    yield "start_date", (age_on(row["date_of_birth"], row["start_date"]) < YOUNGEST) & (row["benefit"] != "DLA")


RULE = RowRule(
    name="claimant under 16",
    effect=Effect.TRUST,
    sentence="The claimant was under 16 when the benefit began.",
    tables=("feeds.benefit_spell",),
    source="Welfare Reform Act 2012, section 4; Social Security Contributions and Benefits Act 1992",
    broken=_broken,
)
