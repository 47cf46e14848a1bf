"""SF5.1: parenting support was completed, and neither it nor social care over family dysfunction began again for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help, open_cases

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, (*early_help(known, case, "PARENTING", "BEHAVIOUR"), *open_cases(known, case, "N5")))


RULE = Rule(
    id="SF5.1",
    answers=("SF5.1",),
    headline=5,
    words="Parenting support was completed, and neither it nor social care over family dysfunction began again for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.ssd_early_help_episodes", "feeds.ssd_cin_episodes"),
)
