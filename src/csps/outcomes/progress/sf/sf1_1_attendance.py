"""SF1.1: every child attended 90 % of school or more, on average over two whole terms in a row."""

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
    return attended(case, known, per_cent=case.local.attendance, terms=2)


RULE = Rule(
    id="SF1.1",
    answers=("SF1.1",),
    headline=1,
    words="Every child attended {attendance} % of school or more, on average over two whole terms in a row.",
    terms=2,
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire; B&NES (threshold); two terms to be confirmed",
    judge=_judge,
    by_absence=False,
    reads=("feeds.school_attendance",),
)
