"""Funded early years places end when compulsory school age begins, in the term after the fifth birthday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

OLDEST = 5


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    age = age_on(row["dob"], row["term_start"])
    yield "term_start", (age > OLDEST) | (row["dob"] > row["term_start"])


RULE = RowRule(
    name="early years place of a school child",
    effect=Effect.TRUST,
    sentence="The child is older than 5 or not yet born when the term begins.",
    tables=("feeds.early_years_takeup",),
    source="Childcare Act 2006, section 7; Education Act 1996, section 8",
    broken=_broken,
)
