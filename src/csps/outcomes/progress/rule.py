"""A rule of progress: for which needs it stands, what it says, where it comes from, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.outcomes.progress.measures import TERMS_IN_WEEKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.outcomes.line import Standing
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.progress.verdict import Judged
    from csps.settings.progress_thresholds import ProgressThresholds


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of progress.

    Args:
        id: for example "SF6.2" or "TF1.crime".
        answers: the entry lines after which it is asked, for example ("TF1.a", "TF1.f").
        headline: number of the headline that the needs belong to.
        words: what it says, in one sentence; thresholds stand in it by their names in braces.
        terms: for how many whole school terms in a row it must hold; None where for the council's period.
        standing: whether its words were confirmed.
        source: where they were read, or what is to be checked.
        judge: says of a case whether it holds.
        reads: the tables whose silence would look like progress.
        by_absence: whether it is shown by nothing being on record; then it proves something only of a need that was on record.
        lacking: what data it would need and does not have.
    """

    id: str
    answers: tuple[str, ...]
    headline: int
    words: str
    standing: Standing
    source: str
    judge: Callable[[Case, Known], Judged]
    reads: tuple[str, ...] = ()
    by_absence: bool = True
    lacking: str = ""
    terms: int | None = None

    def said(self, local: ProgressThresholds) -> str:
        """Say it with a council's thresholds."""
        return local.said(self.words)

    def period_weeks(self, local: ProgressThresholds) -> int:
        """Give for how many weeks it must hold."""
        return local.quiet_weeks if self.terms is None else TERMS_IN_WEEKS[self.terms]
