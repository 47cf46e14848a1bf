"""SF10.1: no adult has been on an out-of-work benefit for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import is_out_of_work, lasting

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, lasting(known, case, "feeds.benefit_spell", is_out_of_work))


RULE = Rule(
    id="SF10.1",
    answers=("SF10.1",),
    headline=10,
    words="No adult has been on an out-of-work benefit for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.benefit_spell",),
    lacking="progress towards work is told by the programme alone",
)
