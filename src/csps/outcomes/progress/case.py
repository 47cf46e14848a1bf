"""A case of the programme: the family that was attached, since when, and up to which day its progress is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


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
    """

    case_ref: str
    rule_set: str
    as_of: date
    attached_on: date
    assessed_on: date | None = None
    closed_on: date | None = None
    family_id: str | None = None
    outcome: str | None = None

    def judged_on(self, weeks: int) -> date:
        """Give the last day that is looked at: today, or the end of a period that begins when the case closed.

        >>> case = Case(case_ref="F", rule_set="SF2022", as_of=date(2026, 3, 2), attached_on=date(2024, 1, 1),
        ...             closed_on=date(2025, 1, 6))
        >>> case.judged_on(26)
        datetime.date(2025, 7, 7)
        """
        if self.closed_on is None:
            return self.as_of
        return min(self.as_of, self.closed_on + timedelta(weeks=weeks))

    def is_over(self, weeks: int) -> bool:
        """Say whether no later day will be looked at for a rule with such a period."""
        return self.closed_on is not None and self.closed_on + timedelta(weeks=weeks) <= self.as_of
