"""SF7.3: no young person committed an offence or was acted against over anti-social behaviour for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import acted_against, events, is_child

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    offences = events(known, case, "feeds.youth_justice_offence", is_child)
    behaviour = events(known, case, "feeds.police_asb", lambda row: is_child(row) and acted_against(row))
    return quiet(case, (*offences, *behaviour))


RULE = Rule(
    id="SF7.3",
    answers=("SF7.3",),
    headline=7,
    words="No young person committed an offence or was acted against over anti-social behaviour for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.youth_justice_offence", "feeds.police_asb"),
)
