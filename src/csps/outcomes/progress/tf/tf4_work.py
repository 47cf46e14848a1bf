"""TF4.work: no adult has been on an out-of-work benefit for six months."""

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
    id="TF4.work",
    answers=("TF4.a", "TF4.g"),
    headline=4,
    words="No adult has been on an out-of-work benefit for {period}.",
    standing=Standing.TO_CONFIRM,
    source="DCLG Financial Framework, March 2015, as recalled; progress towards work counted as well",
    judge=_judge,
    reads=("feeds.benefit_spell",),
    lacking="progress towards work is told by the programme alone",
)
