"""SF1.3: no child was suspended three times within a year, excluded, off roll or taught unsuitably at home for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, lasting, often_suspended

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    excluded = events(known, case, "feeds.school_exclusion", lambda row: row["exclusion_type"] == "PERM")
    suspended = often_suspended(known, case)
    home = lasting(known, case, "feeds.school_home_education", lambda row: row["suitability"] == "UNSUITABLE")
    leavers = lasting(known, case, "feeds.neet_activity", lambda row: row["intended_destination_yr11"] == "NONE")
    return quiet(case, (*suspended, *excluded, *home, *leavers))


RULE = Rule(
    id="SF1.3",
    answers=("SF1.3",),
    headline=1,
    words="No child was suspended {suspensions} times within a year, excluded, off roll or taught unsuitably at home for {period}.",
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire; two terms, taken as six months",
    judge=_judge,
    reads=("feeds.school_exclusion", "feeds.school_home_education", "feeds.neet_activity"),
    lacking="a child who is on no roll at all is not seen by its absence",
)
