"""SF1.2: every child attended half of school or more, on average over two whole terms in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import attended
from csps.outcomes.progress.rule import Rule

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return attended(case, known, per_cent=case.local.attendance_recovered, terms=2)


RULE = Rule(
    id="SF1.2",
    answers=("SF1.2",),
    headline=1,
    words="Every child attended {attendance_recovered} % of school or more, on average over two whole terms in a row.",
    terms=2,
    standing=Standing.TO_CONFIRM,
    source="Central Bedfordshire (threshold); the level to be agreed with each family is not known, and half is proposed",
    judge=_judge,
    by_absence=False,
    reads=("feeds.school_attendance",),
    lacking="the level agreed with the family is not delivered",
)
