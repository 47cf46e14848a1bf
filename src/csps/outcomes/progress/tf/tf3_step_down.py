"""TF3.step_down: early help, children in need and protection plans are closed and were not opened again for six months; no child went missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import SOCIAL_CARE, early_help, events, lasting, open_cases

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    plans = lasting(known, case, "feeds.ssd_cp_plans")
    enquiries = lasting(known, case, "feeds.ssd_s47_enquiry")
    missing = events(known, case, "feeds.ssd_missing")
    return quiet(case, (*early_help(known, case), *open_cases(known, case), *plans, *enquiries, *missing))


RULE = Rule(
    id="TF3.step_down",
    answers=("TF3.a", "TF3.b", "TF3.c", "TF3.d", "TF3.e", "TF3.f", "TF3.g"),
    headline=3,
    words="Early help, children in need and protection plans are closed and were not opened again for {period}; no child went missing.",
    standing=Standing.TO_CONFIRM,
    source="DCLG Financial Framework, March 2015, as recalled",
    judge=_judge,
    reads=(*SOCIAL_CARE, "feeds.ssd_early_help_episodes", "feeds.ssd_missing"),
)
