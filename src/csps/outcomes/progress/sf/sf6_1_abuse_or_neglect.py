"""SF6.1: enquiries, plans and cases over abuse or neglect are closed, and none was opened for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import SOCIAL_CARE, factors, lasting, open_cases

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    enquiries = lasting(known, case, "feeds.ssd_s47_enquiry")
    plans = lasting(known, case, "feeds.ssd_cp_plans")
    found = factors(known, case, "16A", "17A", "18B", "18C", "19B", "19C")
    return quiet(case, (*enquiries, *plans, *found, *open_cases(known, case, "N1")))


RULE = Rule(
    id="SF6.1",
    answers=("SF6.1",),
    headline=6,
    words="Enquiries, plans and cases over abuse or neglect are closed, and none was opened for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=(*SOCIAL_CARE, "feeds.ssd_cin_assessments"),
)
