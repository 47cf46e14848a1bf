"""SF1.4: no request about a child's special needs was open or refused for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help, lasting
from csps.outcomes.rules.sf.sf1_4_special_needs import UNMET

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    needs = lasting(known, case, "feeds.school_sen", lambda row: row["request_status"] in UNMET)
    return quiet(case, (*needs, *early_help(known, case, "SEND")))


RULE = Rule(
    id="SF1.4",
    answers=("SF1.4",),
    headline=1,
    words="No request about a child's special needs was open or refused for {period}.",
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire (plan in place); the period is proposed",
    judge=_judge,
    reads=("feeds.school_sen", "feeds.ssd_early_help_episodes"),
)
