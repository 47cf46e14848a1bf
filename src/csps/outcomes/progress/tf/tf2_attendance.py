"""TF2.attendance: every child attended 90 % of school or more, on average over three whole terms in a row."""

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
    return attended(case, known, per_cent=case.local.attendance, terms=3)


RULE = Rule(
    id="TF2.attendance",
    answers=("TF2.a", "TF2.g"),
    headline=2,
    words="Every child attended {attendance} % of school or more, on average over three whole terms in a row.",
    terms=3,
    standing=Standing.CONFIRMED,
    source="Surrey, 85 %, and 90 % from September 2015; that the terms begin after attachment is our reading",
    judge=_judge,
    by_absence=False,
    reads=("feeds.school_attendance",),
)
