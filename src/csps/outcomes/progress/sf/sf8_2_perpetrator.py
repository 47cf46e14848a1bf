"""SF8.2: no member was known to have committed domestic abuse for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import conferences, did_it, domestic_calls

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, (*domestic_calls(known, case, did_it), *conferences(known, case, "PERPETRATOR")))


RULE = Rule(
    id="SF8.2",
    answers=("SF8.2",),
    headline=8,
    words="No member was known to have committed domestic abuse for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.police_incident", "feeds.marac_case"),
)
