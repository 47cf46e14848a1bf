"""SF9.2: no action towards eviction and no application as homeless for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help, lasting, statements
from csps.outcomes.rules.sf.sf9_2_unsuitable_home import EVICTION

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    rent = statements(
        known, case, "feeds.housing_rent_account", "tenancy_ref", lambda row: row["arrears_stage"] in EVICTION
    )
    applied = lasting(known, case, "feeds.homelessness_case")
    return quiet(case, (*rent, *applied, *early_help(known, case, "HOUSING")))


RULE = Rule(
    id="SF9.2",
    answers=("SF9.2",),
    headline=9,
    words="No action towards eviction and no application as homeless for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.housing_rent_account", "feeds.homelessness_case", "feeds.ssd_early_help_episodes"),
    lacking="overcrowding is told by homelessness applications alone",
)
