"""Thresholds of the programme's rules that were local: what no published text fixes, or each council fixed for itself."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict, with_config

from csps.settings.plain_values import CLOSED, Days, Flag, Positive


class Absence(StrEnum):
    """Which absence from school counts."""

    ALL = "authorised and unauthorised"  # the national reading
    UNAUTHORISED = "unauthorised"  # Derby's


class Counted(StrEnum):
    """What the threshold of a rule set counts."""

    HEADLINES = "headlines"  # different headline problems
    NEEDS = "needs"  # different lines, under whichever headlines


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Local thresholds; each has the value that csps was measured with where a council says nothing.

    Args:
        rent_weeks: weeks of rent owed that are problem debt; four was proposed.
        statement_days: days for which a statement of an account is evidence; accounts send one a month.
        absence: which absence counts under Troubled Families; Derby counted unauthorised absence alone.
        offender_below_age: below which age in whole years an offence is a young person's; B&NES counted to 18, so 19.
        suspensions: suspensions within three terms that count.
        suspended_days: school days of suspension within three terms that count, in however many suspensions.
        suspended_days_primary: likewise for a child below eleven.
        assessment_days: days for which a whole-family assessment stands where no work goes on that came of it.
        assessed: whether an assessment must stand behind a family; nothing where the rule set says it.
        counted: what is counted against the threshold; nothing where the rule set says it.
    """

    rent_weeks: Positive = 4
    statement_days: Days = 91
    absence: Absence = Absence.ALL
    offender_below_age: Annotated[int, Strict(), Field(ge=11, le=25, description="a whole number from 11 to 25")] = 18
    suspensions: Annotated[int, Strict(), Field(ge=1, le=20, description="a whole number from 1 to 20")] = 3
    suspended_days: Annotated[int, Strict(), Field(ge=1, le=190, description="a whole number from 1 to 190")] = 10
    suspended_days_primary: Annotated[
        int, Strict(), Field(ge=1, le=190, description="a whole number from 1 to 190")
    ] = 5
    assessment_days: Days = 546
    assessed: Flag | None = None
    counted: Counted | None = None

    def __str__(self) -> str:
        """Name the thresholds that are not what they are where nothing is said; nothing where all are.

        >>> str(Thresholds(rent_weeks=6, counted=Counted.HEADLINES)), str(Thresholds())
        ('rent_weeks 6, counted headlines', '')
        """
        changed = [(each.name, getattr(self, each.name)) for each in fields(self)]
        return ", ".join(
            f"{name} {str(value).lower() if isinstance(value, bool) else value}"
            for (name, value), declared in zip(changed, fields(self), strict=True)
            if value != declared.default
        )
