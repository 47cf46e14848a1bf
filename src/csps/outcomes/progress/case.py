"""A case of the programme: the family that was attached, since when, and up to which day its progress is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from csps.settings.progress_thresholds import ProgressThresholds


@dataclass(frozen=True, kw_only=True)
class Case:
    """A family on the programme, or one that was.

    Args:
        case_ref: the programme's own reference.
        rule_set: under which the family came in: TFP2015 or SF2022.
        as_of: the day it is looked at from.
        attached_on: the day of the baseline.
        assessed_on: when the whole-family assessment was finished; None where it is not recorded.
        closed_on: when the case closed; None while it is open.
        family_id: the family that most of its people are in on the day; None where they are in none.
        outcome: what the programme itself wrote down at the end; None before.
        local: what the council asks of families that were attached then.
    """

    case_ref: str
    rule_set: str
    as_of: date
    attached_on: date
    assessed_on: date | None = None
    closed_on: date | None = None
    family_id: str | None = None
    outcome: str | None = None
    local: ProgressThresholds = field(default_factory=ProgressThresholds)

    def judged_on(self, weeks: int) -> date:
        """Give the last day that is looked at: today, or the end of a period that begins when the case closed.

        The period is the rule's, unless the council looks at closed cases for another time.

        >>> case = Case(case_ref="F", rule_set="SF2022", as_of=date(2026, 3, 2), attached_on=date(2024, 1, 1),
        ...             closed_on=date(2025, 1, 6))
        >>> case.judged_on(26)
        datetime.date(2025, 7, 7)
        """
        if self.closed_on is None:
            return self.as_of
        return min(self.as_of, self._last_day(self.closed_on, weeks))

    def is_over(self, weeks: int) -> bool:
        """Say whether no later day will be looked at for a rule with such a period."""
        return self.closed_on is not None and self._last_day(self.closed_on, weeks) <= self.as_of

    def _last_day(self, closed_on: date, weeks: int) -> date:
        return closed_on + timedelta(weeks=self.local.after_closure_weeks or weeks)
