"""TF1.behaviour: interventions against anti-social behaviour fell by 60 % in six months, or there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import fallen
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import acted_against, events

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return fallen(
        case, events(known, case, "feeds.police_asb", acted_against), by_per_cent=case.local.behaviour_falls_by
    )


RULE = Rule(
    id="TF1.behaviour",
    answers=("TF1.b", "TF1.f"),
    headline=1,
    words="Interventions against anti-social behaviour fell by {behaviour_falls_by} % in {period}, or there was none.",
    standing=Standing.CONFIRMED,
    source="B&NES (60 % in six months, or none); that the baseline is the half-year before attachment is our reading",
    judge=_judge,
    reads=("feeds.police_asb",),
)
