"""SF8.1: no member suffered domestic abuse for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import conferences, domestic_calls, factors

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    calls = domestic_calls(known, case, lambda row: row["role"] == "VICTIM")
    return quiet(case, (*calls, *conferences(known, case, "VICTIM"), *factors(known, case, "3B", "3C")))


RULE = Rule(
    id="SF8.1",
    answers=("SF8.1",),
    headline=8,
    words="No member suffered domestic abuse for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.police_incident", "feeds.marac_case", "feeds.ssd_cin_assessments"),
    lacking="a safety plan is not delivered",
)
