"""SF4.1: nothing shows an adult's drug or alcohol problem for six months: no flag, factor or early help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help, factors, health_flags, is_adult

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    flags = health_flags(known, case, is_adult, "DRUGS", "ALCOHOL")
    return quiet(case, (*flags, *factors(known, case, "1B", "2B"), *early_help(known, case, "SUBSTANCE")))


RULE = Rule(
    id="SF4.1",
    answers=("SF4.1",),
    headline=4,
    words="Nothing shows an adult's drug or alcohol problem for {period}: no flag, factor or early help.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.health_flag", "feeds.ssd_cin_assessments", "feeds.ssd_early_help_episodes"),
    lacking="whether somebody is engaged with a service or manages is told by the programme alone",
)
