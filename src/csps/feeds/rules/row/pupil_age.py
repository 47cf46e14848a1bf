"""A child older than 18 in a school: a date of birth typed wrongly, or a leaver whom nobody took off the roll."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.feeds.rules.rule import Row

YOUNGEST, OLDEST = 2, 18


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    last = ibis.coalesce(row["leaving_date"], row.known_on)
    yield "entry_date", age_on(row["dob"], row["entry_date"]) < YOUNGEST
    yield "leaving_date", (age_on(row["dob"], last) > OLDEST) & (row["enrol_status"] != "F")


RULE = RowRule(
    name="pupil older than 18",
    effect=Effect.TRUST,
    sentence="The pupil is not yet 2, or 19 and older, and on the roll of a school.",
    tables=("feeds.school_enrolment",),
    source="Education Act 1996, sections 8 and 2; school census guide",
    broken=_broken,
)
