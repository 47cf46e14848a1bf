"""SF3.3: no learning disability or illness was found anew for six months, and adult social care had nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import factors, lasting

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    served = lasting(known, case, "feeds.adult_social_care_event", lambda row: row["event_type"] == "Service")
    return quiet(case, (*served, *factors(known, case, "5A", "5B", "5C", "6A", "6B", "6C")))


RULE = Rule(
    id="SF3.3",
    answers=("SF3.3",),
    headline=3,
    words="No learning disability or illness was found anew for {period}, and adult social care had nothing to do.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.adult_social_care_event", "feeds.ssd_cin_assessments"),
    lacking="support that is in place and goes on counts as a need here; the programme alone can say that it suffices",
)
