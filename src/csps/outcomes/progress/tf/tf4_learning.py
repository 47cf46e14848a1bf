"""TF4.learning: no young person has been out of education, employment and training for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import lasting

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    neet = lasting(
        known, case, "feeds.neet_activity", lambda row: row["activity_code"] in ("NEET_SEEKING", "NEET_UNAVAILABLE")
    )
    return quiet(case, neet)


RULE = Rule(
    id="TF4.learning",
    answers=("TF4.b",),
    headline=4,
    words="No young person has been out of education, employment and training for {period}.",
    standing=Standing.TO_CONFIRM,
    source="proposed; the published tables do not say",
    judge=_judge,
    reads=("feeds.neet_activity",),
)
