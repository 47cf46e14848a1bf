"""The council follows young people from the end of year 11, when some are still 15, to 19, and to 25 with a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.ages import age_on
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.feeds.rules.rule import Row

YOUNGEST = 15
NEET = ("NEET_SEEKING", "NEET_UNAVAILABLE")


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    age = age_on(row["date_of_birth"], row["start_date"])
    oldest = ibis.ifelse(row["send_flag"].fill_null(False), 25, 19)
    yield "activity_code", row["activity_code"].isin(NEET) & ((age < YOUNGEST) | (age > oldest))


RULE = RowRule(
    name="not in education outside 16 to 19",
    effect=Effect.NOTE,
    sentence="Somebody not in education, employment or training is younger than 15 or older than 19, or than 25 with special needs.",
    tables=("feeds.neet_activity",),
    source="Education and Skills Act 2008; NCCIS management information requirement",
    broken=_broken,
)
