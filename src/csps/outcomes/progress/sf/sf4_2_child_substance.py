"""SF4.2: nothing shows a child's drug or alcohol problem for six months: no flag or factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import factors, health_flags, is_child

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    flags = health_flags(known, case, is_child, "DRUGS", "ALCOHOL")
    return quiet(case, (*flags, *factors(known, case, "1A", "2A")))


RULE = Rule(
    id="SF4.2",
    answers=("SF4.2",),
    headline=4,
    words="Nothing shows a child's drug or alcohol problem for {period}: no flag or factor.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.health_flag", "feeds.ssd_cin_assessments"),
    lacking="whether somebody is engaged with a service or manages is told by the programme alone",
)
