"""SF2.3: no concern about a young child's development, and no early years place not taken up, for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, health_flags

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Judged


def _is_young(row: Row) -> bool:
    age = row["age_months"]
    return age is not None and age < 72


def _judge(case: Case, known: Known) -> Judged:
    flags = health_flags(known, case, _is_young, "DEVELOPMENT")
    places = events(known, case, "feeds.early_years_takeup", lambda row: row["taken_up"] is False)
    return quiet(case, (*flags, *places))


RULE = Rule(
    id="SF2.3",
    answers=("SF2.3",),
    headline=2,
    words="No concern about a young child's development, and no early years place not taken up, for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.health_flag", "feeds.early_years_takeup"),
)
