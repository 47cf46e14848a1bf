"""TF1.orders: orders and custody of adults ended, none by breach or recall, and no offence for six months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import did_it, events, is_adult, lasting
from csps.outcomes.progress.verdict import Verdict

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


BROKEN = ("BREACHED", "RECALLED")


def _judge(case: Case, known: Known) -> Judged:
    orders = lasting(known, case, "feeds.probation_order", is_adult)
    custody = lasting(known, case, "feeds.prison_custody", is_adult)
    crime = events(known, case, "feeds.police_incident", lambda row: is_adult(row) and did_it(row))
    found = quiet(case, (*orders, *custody, *crime))
    broken = lasting(known, case, "feeds.probation_order", lambda row: row["end_reason"] in BROKEN)
    since = [sign for sign in broken if sign.until is not None and case.attached_on < sign.until <= found.judged_on]
    if not since:
        return found
    why = "an order ended by breach or recall after the family was attached"
    return replace(found, verdict=Verdict.DISPROVEN, why=why, holds_from=None, due_on=None)


RULE = Rule(
    id="TF1.orders",
    answers=("TF1.c", "TF1.d", "TF1.e"),
    headline=1,
    words="Orders and custody of adults ended, none by breach or recall, and no offence for {period}.",
    standing=Standing.CONFIRMED,
    source="B&NES",
    judge=_judge,
    reads=("feeds.probation_order", "feeds.prison_custody", "feeds.police_incident"),
)
