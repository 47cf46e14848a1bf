"""TF4.debt: no problem debt has shown for six months, and no action towards eviction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import DEBT_TABLES, debts, statements
from csps.outcomes.rules.sf.sf9_2_unsuitable_home import EVICTION

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    rent = statements(
        known, case, "feeds.housing_rent_account", "tenancy_ref", lambda row: row["arrears_stage"] in EVICTION
    )
    return quiet(case, (*debts(known, case), *rent))


RULE = Rule(
    id="TF4.debt",
    answers=("TF4.c", "TF4.g"),
    headline=4,
    words="No problem debt has shown for {period}, and no action towards eviction.",
    standing=Standing.TO_CONFIRM,
    source="DCLG Financial Framework, March 2015, as recalled",
    judge=_judge,
    reads=(*DEBT_TABLES,),
    lacking="whether a repayment plan is kept is seen by the balances alone",
)
