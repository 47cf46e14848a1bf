"""SF2.2: no review or immunisation of a child under six was missed for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import health_flags

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Judged


def _is_young(row: Row) -> bool:
    age = row["age_months"]
    return age is not None and age < 72


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, health_flags(known, case, _is_young, "MISSED_REVIEW", "MISSED_IMMUNISATION"))


RULE = Rule(
    id="SF2.2",
    answers=("SF2.2",),
    headline=2,
    words="No review or immunisation of a child under six was missed for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.health_flag",),
)
