"""Time as the programme counts it: weeks, the borough's quarters, school years and terms, and age from a month.

A week runs from Monday to Sunday. Work is done *as of* a Monday, which sees what was known up to and including that
Monday. A quarter is thirteen weeks counted back from the last Monday, so that four of them are always 52 weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from csps.domain.errors import UsageError

WEEK = timedelta(weeks=1)
QUARTER_WEEKS = 13
YEAR_WEEKS = 52
HISTORY_WEEKS = 104
SETTLING_WEEKS = QUARTER_WEEKS
"""How long after a horizon its outcomes are held to be on record: findings are written down weeks after the event.

In the borough an outcome of the last eight weeks is not known yet as a rule, which is one in ten of a year's
(docs/decisions/0036).
"""


def monday_of(day: date) -> date:
    """Give the Monday on which the week of `day` begins.

    >>> monday_of(date(2026, 11, 22))  # a Sunday
    datetime.date(2026, 11, 16)
    >>> monday_of(date(2026, 11, 16))
    datetime.date(2026, 11, 16)
    """
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks a workspace spans, numbered 0 to `weeks`, each by the Monday it is looked at from.

    Args:
        end: the last Monday, week number `weeks`.
        weeks: how many weeks lie before it.

    Raises:
        UsageError: `end` is not a Monday, or there is not one whole week.

    >>> calendar = Calendar(end=date(2026, 11, 16), weeks=364)
    >>> calendar.start
    datetime.date(2019, 11, 25)
    >>> calendar.as_of(364) == calendar.end
    True
    >>> calendar.week_of(date(2019, 12, 1)), calendar.week_of(date(2019, 12, 2))
    (0, 1)
    """

    end: date
    weeks: int

    def __post_init__(self) -> None:
        """Refuse a calendar that has no weeks or ends in the middle of one."""
        if self.end.weekday() != 0:
            raise UsageError(
                f"The last day {self.end.isoformat()} is not a Monday.",
                next_step=f"Use {monday_of(self.end).isoformat()}, the Monday of its week.",
            )
        if self.weeks < 1:
            raise UsageError(f"A calendar of {self.weeks} weeks is too short.", next_step="Use one week or more.")

    @property
    def start(self) -> date:
        """The first Monday, week number 0."""
        return self.end - self.weeks * WEEK

    def as_of(self, week: int) -> date:
        """Give the Monday from which week number `week` is looked at."""
        return self.start + week * WEEK

    def week_of(self, day: date) -> int:
        """Give the number of the week that holds `day`; negative before the start."""
        return (day - self.start).days // 7

    @property
    def quarter_dates(self) -> tuple[date, ...]:
        """Every thirteenth Monday counted back from the end, oldest first.

        >>> [day.isoformat() for day in Calendar(date(2026, 11, 16), 30).quarter_dates]
        ['2026-05-18', '2026-08-17', '2026-11-16']
        """
        first = self.weeks % QUARTER_WEEKS
        return tuple(self.as_of(week) for week in range(first, self.weeks + 1, QUARTER_WEEKS))

    @property
    def training_dates(self) -> tuple[date, ...]:
        """The quarter dates a model may learn from: two years of history before them, a year ahead before the test.

        >>> calendar = Calendar(date(2026, 11, 16), 364)
        >>> [calendar.week_of(day) for day in calendar.training_dates]
        [104, 117, 130, 143, 156, 169, 182, 195, 208, 221, 234, 247]
        """
        earliest, latest = self.as_of(HISTORY_WEEKS), self.as_of(self.weeks - 2 * YEAR_WEEKS - SETTLING_WEEKS)
        return tuple(day for day in self.quarter_dates if earliest <= day <= latest)

    @property
    def test_date(self) -> date:
        """The latest quarter date whose outcome over the next 52 weeks is complete and on record.

        >>> Calendar(date(2026, 11, 16), 364).test_date
        datetime.date(2025, 8, 18)
        """
        return self.as_of(self.weeks - YEAR_WEEKS - SETTLING_WEEKS)


class Term(StrEnum):
    """A school term, as the school census divides the year."""

    AUTUMN = "autumn"  # from September to 31 December
    SPRING = "spring"  # from 1 January to Easter Sunday
    SUMMER = "summer"  # from Easter Monday to the end of August


def academic_year(day: date) -> int:
    """Give the year in which the school year of `day` began, on 1 September.

    >>> academic_year(date(2025, 8, 31)), academic_year(date(2025, 9, 1))
    (2024, 2025)
    """
    return day.year if day.month >= 9 else day.year - 1


def academic_year_name(day: date) -> str:
    """Write the school year of `day` as the Department for Education does.

    >>> academic_year_name(date(2000, 1, 10))
    '1999/00'
    """
    began = academic_year(day)
    return f"{began}/{(began + 1) % 100:02d}"


def term_of(day: date) -> Term:
    """Give the school term of `day`. Holidays belong to the term before them, save August, which closes summer.

    >>> term_of(date(2026, 4, 5)), term_of(date(2026, 4, 6))  # Easter Sunday and Monday
    (<Term.SPRING: 'spring'>, <Term.SUMMER: 'summer'>)
    """
    if day.month >= 9:
        return Term.AUTUMN
    return Term.SPRING if day <= easter_sunday(day.year) else Term.SUMMER


def easter_sunday(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876).

    >>> easter_sunday(2019), easter_sunday(2024)
    (datetime.date(2019, 4, 21), datetime.date(2024, 3, 31))
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leaps, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - moon - year_rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


DEEMED_DAY_OF_BIRTH = 15


def age_on(month_of_birth: date, day: date) -> int:
    """Give a person's age in whole years on `day` when only the month of birth is known.

    The full date of birth stays in the vault. Outside it everybody is deemed born on the 15th: then no age is more than
    sixteen days out, early and late birthdays cancel, and neither children near eighteen nor babies near one are moved
    one way as a group, as they would be by the first or the last of the month. A child is 0 from the first day of the
    month of birth, so that nobody alive has an age below nothing.

    Args:
        month_of_birth: any day of that month; the day is not looked at.
        day: the day on which the age is wanted.

    Raises:
        UsageError: `day` lies before the month of birth. The dates are not repeated, because they are personal.

    >>> age_on(date(2008, 11, 1), date(2026, 11, 14)), age_on(date(2008, 11, 1), date(2026, 11, 15))
    (17, 18)
    >>> age_on(date(2026, 11, 1), date(2026, 11, 2))
    0
    """
    if (day.year, day.month) < (month_of_birth.year, month_of_birth.month):
        raise UsageError("An age was asked for a day before the month of birth.")
    birthday_to_come = (day.month, day.day) < (month_of_birth.month, DEEMED_DAY_OF_BIRTH)
    return max(0, day.year - month_of_birth.year - birthday_to_come)
