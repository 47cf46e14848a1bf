"""SF8.3: no child was affected by domestic abuse for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import conferences, domestic_calls, early_help, factors

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    calls = domestic_calls(known, case, lambda row: row["role"] == "CHILD_PRESENT")
    found = (*conferences(known, case, "CHILD"), *factors(known, case, "3A"))
    return quiet(case, (*calls, *found, *early_help(known, case, "DOMESTIC_ABUSE")))


RULE = Rule(
    id="SF8.3",
    answers=("SF8.3",),
    headline=8,
    words="No child was affected by domestic abuse for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.police_incident", "feeds.marac_case", "feeds.ssd_cin_assessments", "feeds.ssd_early_help_episodes"),
)
