"""SF6.6: no assessment found trafficking or sexual abuse by another child for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import factors

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, factors(known, case, "12A", "19B"))


RULE = Rule(
    id="SF6.6",
    answers=("SF6.6",),
    headline=6,
    words="No assessment found trafficking or sexual abuse by another child for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.ssd_cin_assessments",),
)
