"""SF7.1: no adult was known to have committed a crime, put on an order, or acted against over anti-social behaviour for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import acted_against, did_it, events, is_adult, is_domestic

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    def _crime(row: Row) -> bool:
        return is_adult(row) and not is_domestic(row) and did_it(row)

    crime = events(known, case, "feeds.police_incident", _crime)
    behaviour = events(known, case, "feeds.police_asb", lambda row: is_adult(row) and acted_against(row))
    orders = events(known, case, "feeds.probation_order", is_adult)
    return quiet(case, (*crime, *behaviour, *orders))


RULE = Rule(
    id="SF7.1",
    answers=("SF7.1",),
    headline=7,
    words="No adult was known to have committed a crime, put on an order, or acted against over anti-social behaviour for {period}.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled; the period of six months is proposed",
    judge=_judge,
    reads=("feeds.police_incident", "feeds.police_asb", "feeds.probation_order"),
)
