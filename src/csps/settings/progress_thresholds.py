"""Thresholds of progress that were local: what each council set in its own outcomes plan.

Progress on every need was the nation's rule, its detail the council's (data_standards 3.3 and 3.4). What the nation asked
for itself, whole terms in a row and weeks of employment, is no setting.
"""

from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import Field, Strict, with_config

from csps.settings.plain_values import CLOSED

Period = Annotated[int, Strict(), Field(ge=1, le=104, description="a whole number of weeks from 1 to 104")]
OfHundred = Annotated[int, Strict(), Field(ge=1, le=100, description="a whole number from 1 to 100")]

_IN_WORDS = {13: "three months", 26: "six months", 39: "nine months", 52: "twelve months"}


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressThresholds:
    """Local thresholds; each has the value that was published, or proposed where none was.

    Args:
        quiet_weeks: for how many weeks nothing may show a need; falls are measured over as many. B&NES: six months.
        after_closure_weeks: for how many weeks after a case closed it is looked at; nothing for as long as the rule's own
            period. Hertfordshire: six months or more.
        offences_fall_by: by how many of a hundred offences of young people must fall. B&NES: 33; Croydon: 30.
        behaviour_falls_by: likewise interventions against anti-social behaviour. B&NES: 60.
        calls_fall_by: likewise police calls to domestic incidents. Croydon: 60.
        attendance: of a hundred sessions, at how many every child must be. Surrey: 90; 85 before September 2015.
        attendance_recovered: likewise of children who missed half of school or more. The level was agreed with each family.
        suspensions: how many suspensions of a child in a year are too many. Surrey: 3.
    """

    quiet_weeks: Period = 26
    after_closure_weeks: Period | None = None
    offences_fall_by: OfHundred = 33
    behaviour_falls_by: OfHundred = 60
    calls_fall_by: OfHundred = 60
    attendance: OfHundred = 90
    attendance_recovered: OfHundred = 50
    suspensions: Annotated[int, Strict(), Field(ge=1, le=20, description="a whole number from 1 to 20")] = 3

    @property
    def period(self) -> str:
        """The weeks in which nothing may show, in words.

        >>> ProgressThresholds().period, ProgressThresholds(quiet_weeks=20).period
        ('six months', '20 weeks')
        """
        return _IN_WORDS.get(self.quiet_weeks, f"{self.quiet_weeks} weeks")

    def said(self, words: str) -> str:
        """Put the thresholds into the words of a rule, where each stands by its name in braces.

        >>> ProgressThresholds(attendance=85).said("Every child attended {attendance} % of school or more.")
        'Every child attended 85 % of school or more.'
        """
        return words.format(period=self.period, **{each.name: getattr(self, each.name) for each in fields(self)})

    def __str__(self) -> str:
        """Name the thresholds that are not what they are where nothing is said; nothing where all are.

        >>> str(ProgressThresholds(attendance=85, quiet_weeks=13)), str(ProgressThresholds())
        ('quiet_weeks 13, attendance 85', '')
        """
        named = ((each.name, getattr(self, each.name), each.default) for each in fields(self))
        return ", ".join(f"{name} {value}" for name, value, usual in named if value != usual)
