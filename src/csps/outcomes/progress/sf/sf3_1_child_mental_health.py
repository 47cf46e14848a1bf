"""SF3.1: nothing shows a child's mental health need for six months: no flag, factor or early help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help, factors, health_flags, is_child

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    flags = health_flags(known, case, is_child, "MENTAL_HEALTH", "SELF_HARM")
    found = factors(known, case, "4A", "15A")
    return quiet(case, (*flags, *found, *early_help(known, case, "EMOTIONAL")))


RULE = Rule(
    id="SF3.1",
    answers=("SF3.1",),
    headline=3,
    words="Nothing shows a child's mental health need for {period}: no flag, factor or early help.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.health_flag", "feeds.ssd_cin_assessments", "feeds.ssd_early_help_episodes"),
    lacking="whether somebody is engaged with a service or manages is told by the programme alone",
)
