"""TF2.exclusions: no child was suspended three times or excluded for good in a year, and none is in a unit for excluded pupils."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import TERMS_IN_WEEKS, quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, lasting
from csps.outcomes.progress.verdict import Verdict, in_order

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


YEAR = timedelta(weeks=52)


def _judge(case: Case, known: Known) -> Judged:
    last_day = case.judged_on(TERMS_IN_WEEKS[3])
    suspended = events(known, case, "feeds.school_exclusion", lambda row: row["exclusion_type"] in ("SUSP", "FIXD"))
    year = [sign for sign in suspended if max(case.attached_on, last_day - YEAR) < sign.since <= last_day]
    by_child = Counter(sign.person_id for sign in year)
    excluded = events(known, case, "feeds.school_exclusion", lambda row: row["exclusion_type"] == "PERM")
    placed = lasting(known, case, "feeds.school_enrolment", lambda row: row["provision"] in ("AP", "PRU"))
    found = quiet(case, (*excluded, *placed), TERMS_IN_WEEKS[3])
    if max(by_child.values(), default=0) < case.local.suspensions:
        return replace(found, signs=in_order((*found.signs, *year)))
    why = f"a child was suspended {case.local.suspensions} times or more in a year up to {last_day}"
    return replace(found, verdict=Verdict.DISPROVEN, why=why, holds_from=None, due_on=None, signs=in_order(year))


RULE = Rule(
    id="TF2.exclusions",
    answers=("TF2.b", "TF2.c", "TF2.d", "TF2.e"),
    headline=2,
    words="No child was suspended {suspensions} times or excluded for good in a year, and none is in a unit for excluded pupils.",
    terms=3,
    standing=Standing.CONFIRMED,
    source="Surrey (fewer than three exclusions); the rest is to be confirmed",
    judge=_judge,
    reads=("feeds.school_exclusion", "feeds.school_enrolment"),
)
