"""SF5.4: no child was found to care for others without support for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help, factors

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, (*factors(known, case, "7A"), *early_help(known, case, "YOUNG_CARER")))


RULE = Rule(
    id="SF5.4",
    answers=("SF5.4",),
    headline=5,
    words="No child was found to care for others without support for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.ssd_cin_assessments", "feeds.ssd_early_help_episodes"),
)
