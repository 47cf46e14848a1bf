"""The borough's calendar: weeks counted from its first Monday, school terms, and days as whole numbers.

Days are counted as in NumPy's `datetime64[D]` (0 is 1 January 1970), so that a day is an integer everywhere in the
borough and becomes a date only when it is written. Week 0 begins `weeks` weeks before the end date; the years of
burn-in before it have negative numbers and are lived but never delivered.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from csps.domain import weeks
from csps.domain.weeks import QUARTER_WEEKS, WEEK, academic_year, monday_of

__all__ = [  # the school year is the domain's, and given on here with the other days of a borough
    "FOREVER", "YEAR", "Calendar", "academic_year", "as_dates", "day_number", "early_may",
    "school_days", "season", "term_dates", "weekday", "working_day",
]  # fmt: skip

YEAR = 365.25
FOREVER = 2**30  # a day no borough reaches: "still so"


def day_number(day: date) -> int:
    """Count days since 1 January 1970.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return (day - date(1970, 1, 1)).days


def as_dates(days: npt.ArrayLike) -> npt.NDArray[np.datetime64]:
    """Turn day numbers into dates; FOREVER and anything beyond becomes not-a-time.

    >>> as_dates([0, FOREVER])
    array(['1970-01-01',        'NaT'], dtype='datetime64[D]')
    """
    numbers = np.asarray(days, dtype=np.int64)
    dates = numbers.astype("datetime64[D]")
    dates[numbers >= FOREVER] = np.datetime64("NaT")
    return dates


@dataclass(frozen=True, slots=True)
class Calendar(weeks.Calendar):
    """The weeks of one borough: those that a workspace spans, and before them some that are only lived.

    Args:
        end: the last as-of date, a Monday; week `weeks - 1` ends on the Sunday before it.
        weeks: how many weeks are delivered.
        burn_in: how many weeks are lived before the first delivery.

    Raises:
        UsageError: `end` is not a Monday, or there is not one whole week.

    >>> calendar = Calendar(date(2026, 11, 16), weeks=364, burn_in=104)
    >>> calendar.monday(364), calendar.monday(0)
    (datetime.date(2026, 11, 16), datetime.date(2019, 11, 25))
    """

    burn_in: int

    def monday(self, week: int) -> date:
        """Give the first day of a week; `monday(weeks)` is the end date."""
        return self.as_of(week)

    def first_day(self, week: int) -> int:
        """Give the day number of a week's Monday."""
        return day_number(self.end) - 7 * (self.weeks - week)

    def quarters(self) -> tuple[int, ...]:
        """Give the weeks at which a quarter begins: every 13th counted back from the end, which is one of them.

        >>> Calendar(date(2026, 11, 16), weeks=30, burn_in=0).quarters()
        (4, 17, 30)
        """
        return tuple(self.week_of(day) for day in self.quarter_dates)

    def begins_quarter(self, week: int) -> bool:
        """Tell whether a quarter begins with a week, before the first delivery too."""
        return (self.weeks - week) % QUARTER_WEEKS == 0

    @property
    def start_day(self) -> int:
        """The first day that is delivered."""
        return self.first_day(0)

    @property
    def end_day(self) -> int:
        """The end date as a day number."""
        return day_number(self.end)


def weekday(days: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Tell the day of the week, 0 for Monday: 1 January 1970 was a Thursday.

    >>> weekday([0, 4])
    array([3, 0])
    """
    day: npt.NDArray[np.int64] = (np.asarray(days, dtype=np.int64) + 3) % 7
    return day


def working_day(days: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Give each day itself where offices are open, else the Monday after it. Bank holidays are not kept.

    >>> working_day([day_number(date(2024, 9, 6)), day_number(date(2024, 9, 7))]) - day_number(date(2024, 9, 6))
    array([0, 3])
    """
    numbers = np.asarray(days, dtype=np.int64)
    of_week = weekday(numbers)
    return numbers + np.where(of_week > 4, 7 - of_week, 0)


def early_may(year: int) -> date:
    """Give the early May bank holiday, the only one that falls into term: the first Monday of May.

    >>> early_may(2024)
    datetime.date(2024, 5, 6)
    """
    return monday_of(date(year, 5, 7))


@functools.cache
def term_dates(autumn: int) -> tuple[tuple[date, date], ...]:
    """Give the six half-terms of the academic year that begins in `autumn`, first and last school day.

    A rule of thumb that follows what most English councils publish: the year begins on the first Wednesday of
    September, half-terms are the last week of October, the week of the third Monday of February and the last of May,
    and two weeks each are left at Christmas and at Easter (taken as the first two weeks of April).

    >>> term_dates(2024)[0]
    (datetime.date(2024, 9, 4), datetime.date(2024, 10, 25))
    """
    start = monday_of(date(autumn, 9, 7)) + timedelta(days=2)
    autumn_half = monday_of(date(autumn, 10, 31))
    christmas = monday_of(date(autumn, 12, 23))
    spring = christmas + 2 * WEEK
    february = monday_of(date(autumn + 1, 2, 19))
    easter = monday_of(date(autumn + 1, 4, 4))
    may = monday_of(date(autumn + 1, 5, 31))
    summer = monday_of(date(autumn + 1, 7, 25))
    friday = timedelta(days=3)  # from a Monday back to the Friday before it
    return (
        (start, autumn_half - friday),
        (autumn_half + WEEK, christmas - friday),
        (spring, february - friday),
        (february + WEEK, easter - friday),
        (easter + 2 * WEEK, may - friday),
        (may + WEEK, summer - friday),
    )


def school_days(monday: date) -> int:
    """Count the school days of the week that begins on `monday`.

    >>> school_days(date(2024, 9, 2)), school_days(date(2024, 10, 28)), school_days(date(2024, 5, 6))
    (3, 0, 4)
    """
    days = [monday + timedelta(days=offset) for offset in range(5)]
    days = [day for day in days if day != early_may(day.year)]
    terms = term_dates(academic_year(monday)) + term_dates(academic_year(days[-1]))
    return sum(any(first <= day <= last for first, last in terms) for day in days)


def season(monday: date) -> int:
    """Tell the kind of week: 0 short holidays, 1 summer holidays, 2 half-term weeks, 3 term weeks.

    >>> season(date(2024, 8, 5)), season(date(2024, 12, 23)), season(date(2024, 10, 28)), season(date(2024, 6, 10))
    (1, 0, 2, 3)
    """
    if school_days(monday):
        return 3
    if monday.month in (7, 8, 9):
        return 1
    return 0 if monday.month in (12, 1, 3, 4) else 2
