"""SF7.2: no sign of gangs and no diversion of a young person for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, factors, is_child

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    def _diverted(row: Row) -> bool:
        return is_child(row) and row["disposal"] == "DIVERSION"

    diverted = events(known, case, "feeds.youth_justice_offence", _diverted)
    return quiet(case, (*factors(known, case, "13A"), *diverted))


RULE = Rule(
    id="SF7.2",
    answers=("SF7.2",),
    headline=7,
    words="No sign of gangs and no diversion of a young person for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.ssd_cin_assessments", "feeds.youth_justice_offence"),
)
