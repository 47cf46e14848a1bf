"""SF6.5: the programme judged that the risk of radicalisation is reduced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import word_of_the_programme
from csps.outcomes.progress.rule import Rule

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return word_of_the_programme(case, known, "SF6.5")


RULE = Rule(
    id="SF6.5",
    answers=("SF6.5",),
    headline=6,
    words="The programme judged that the risk of radicalisation is reduced.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    by_absence=False,
    lacking="the Channel panel delivers nothing: the programme's own word stands",
)
