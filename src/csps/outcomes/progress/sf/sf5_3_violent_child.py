"""SF5.3: no child was violent or abusive at home for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, open_cases

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    calls = events(known, case, "feeds.police_incident", lambda row: row["incident_type"] == "CHILD_TO_PARENT")
    return quiet(case, (*calls, *open_cases(known, case, "N6")))


RULE = Rule(
    id="SF5.3",
    answers=("SF5.3",),
    headline=5,
    words="No child was violent or abusive at home for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.police_incident", "feeds.ssd_cin_episodes"),
)
