"""TF6.health: nothing shows a mental health or substance need for six months: no flag or factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import factors, health_flags

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    kinds = ("MENTAL_HEALTH", "SELF_HARM", "DRUGS", "ALCOHOL")
    flags = health_flags(known, case, lambda _: True, *kinds)
    return quiet(case, (*flags, *factors(known, case, "1A", "1B", "2A", "2B", "4A", "4B")))


RULE = Rule(
    id="TF6.health",
    answers=("TF6.a", "TF6.b", "TF6.c", "TF6.d"),
    headline=6,
    words="Nothing shows a mental health or substance need for {period}: no flag or factor.",
    standing=Standing.TO_CONFIRM,
    source="DCLG Financial Framework, March 2015, as recalled",
    judge=_judge,
    reads=("feeds.health_flag", "feeds.ssd_cin_assessments"),
    lacking="whether somebody is engaged with a service or manages is told by the programme alone",
)
