"""SF10.2: no problem debt has shown for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import DEBT_TABLES, debts

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, debts(known, case))


RULE = Rule(
    id="SF10.2",
    answers=("SF10.2",),
    headline=10,
    words="No problem debt has shown for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=(*DEBT_TABLES,),
    lacking="whether a repayment plan is kept is seen by the balances alone",
)
