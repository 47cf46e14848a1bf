"""SF2.1: support for new parents was completed, and not begun again for six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.measures import quiet
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import early_help

if TYPE_CHECKING:
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged


def _judge(case: Case, known: Known) -> Judged:
    return quiet(case, early_help(known, case, "NEW_PARENT"))


RULE = Rule(
    id="SF2.1",
    answers=("SF2.1",),
    headline=2,
    words="Support for new parents was completed, and not begun again for {period}.",
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire; B&NES (support completed); the period is proposed",
    judge=_judge,
    reads=("feeds.ssd_early_help_episodes",),
    lacking="what the support achieved is told by the programme alone",
)
