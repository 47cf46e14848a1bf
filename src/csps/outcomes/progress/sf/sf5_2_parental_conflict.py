"""SF5.2: neither early help over conflict between parents nor social care over acute stress for six months."""

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
    return quiet(case, (*early_help(known, case, "CONFLICT"), *open_cases(known, case, "N4")))


RULE = Rule(
    id="SF5.2",
    answers=("SF5.2",),
    headline=5,
    words="Neither early help over conflict between parents nor social care over acute stress for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.ssd_early_help_episodes", "feeds.ssd_cin_episodes"),
)
