"""TF5.abuse: police calls to domestic incidents fell by 60 % in six months, and no conference discussed the family again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import fallen
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import conferences, domestic_calls
from csps.outcomes.progress.verdict import Verdict, in_order

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    calls = fallen(case, domestic_calls(known, case), by_per_cent=case.local.calls_fall_by)
    again = [sign for sign in conferences(known, case) if case.attached_on < sign.since <= calls.judged_on]
    if not again:
        return calls
    why = "a conference on high-risk domestic abuse discussed the family after it was attached"
    signs = in_order((*calls.signs, *again))
    return replace(calls, verdict=Verdict.DISPROVEN, why=why, holds_from=None, due_on=None, signs=signs)


RULE = Rule(
    id="TF5.abuse",
    answers=("TF5.a", "TF5.b", "TF5.c", "TF5.g"),
    headline=5,
    words="Police calls to domestic incidents fell by {calls_fall_by} % in {period}, and no conference discussed the family again.",
    standing=Standing.TO_CONFIRM,
    source="Croydon (60 % fewer police calls than in the six months before; no repeat conference)",
    judge=_judge,
    reads=("feeds.police_incident", "feeds.marac_case"),
)
