"""SF9.1: the family has not been under notice in temporary accommodation for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import lasting

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, lasting(known, case, "feeds.homelessness_case", lambda row: bool(row["ta_notice"])))


RULE = Rule(
    id="SF9.1",
    answers=("SF9.1",),
    headline=9,
    words="The family has not been under notice in temporary accommodation for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.homelessness_case",),
)
