"""SF9.3: no young person of 16 or 17 has been excluded from home for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import lasting

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    def _sent_away(row: Row) -> bool:
        age = row["age_months"]
        return row["reason"] == "FAMILY" and age is not None and 16 * 12 <= age < 18 * 12

    return quiet(case, lasting(known, case, "feeds.homelessness_case", _sent_away))


RULE = Rule(
    id="SF9.3",
    answers=("SF9.3",),
    headline=9,
    words="No young person of 16 or 17 has been excluded from home for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.homelessness_case",),
)
