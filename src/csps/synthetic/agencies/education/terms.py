"""School days as numbers: which days are school days, the next one, and the year group of a child."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from csps.domain.weeks import academic_year
from csps.synthetic.calendar import as_dates, day_number, early_may, term_dates, weekday

Days = npt.NDArray[np.integer]
FIRST_AUTUMN, LAST_AUTUMN = 1990, 2060
RECEPTION_AFTER = 5  # a child born in the academic year from September Y starts reception in September Y + 5
YEAR_7, YEAR_11, YEAR_12, YEAR_13 = 7, 11, 12, 13


class Terms:
    """Every school day between 1990 and 2060, looked up by day number.

    >>> terms = Terms()
    >>> first = day_number(date(2024, 9, 4))
    >>> int(terms.first_day(np.array([2024]))[0]) == first, int(terms.next_school_day(np.array([first - 20]))[0]) == first
    (True, True)
    >>> int(terms.after(np.array([first]), np.array([3]))[0]) - first  # Wednesday to Monday
    5
    """

    def __init__(self) -> None:
        self._origin = day_number(date(FIRST_AUTUMN, 9, 1))
        is_school = np.zeros(day_number(date(LAST_AUTUMN + 1, 9, 1)) - self._origin, dtype=bool)
        autumns = range(FIRST_AUTUMN, LAST_AUTUMN + 1)
        for autumn in autumns:
            for first, last in term_dates(autumn):
                is_school[day_number(first) - self._origin : day_number(last) - self._origin + 1] = True
            is_school[day_number(early_may(autumn + 1)) - self._origin] = False
        self._is_school = is_school & (weekday(self._origin + np.arange(len(is_school))) < 5)
        self._days = np.flatnonzero(self._is_school) + self._origin
        self._first = np.array([day_number(term_dates(autumn)[0][0]) for autumn in autumns])
        self._last = np.array([day_number(term_dates(autumn)[-1][1]) for autumn in autumns])

    def is_school_day(self, days: Days) -> npt.NDArray[np.bool_]:
        """Whether children are in school on each day."""
        result: npt.NDArray[np.bool_] = self._is_school[np.asarray(days) - self._origin]
        return result

    def next_school_day(self, days: Days) -> npt.NDArray[np.int64]:
        """Give each day itself where it is a school day, else the next one."""
        return self.after(days, np.zeros(len(days), dtype=np.int64))

    def after(self, days: Days, count: Days) -> npt.NDArray[np.int64]:
        """Give the school day that is `count` school days after the next school day from each day on."""
        place = np.searchsorted(self._days, days, side="left") + count
        result: npt.NDArray[np.int64] = self._days[np.clip(place, 0, len(self._days) - 1)]
        return result

    def first_day(self, autumn: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Give the first day of the academic years that begin in `autumn`."""
        day: npt.NDArray[np.int64] = self._first[np.clip(autumn - FIRST_AUTUMN, 0, len(self._first) - 1)]
        return day

    def last_day(self, autumn: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Give the last school day of the academic years that begin in `autumn`."""
        day: npt.NDArray[np.int64] = self._last[np.clip(autumn - FIRST_AUTUMN, 0, len(self._last) - 1)]
        return day


@lru_cache(maxsize=1)
def school_terms() -> Terms:
    """Give the one table of school days; it depends on nothing."""
    return Terms()


def reception_autumn(birth: Days) -> npt.NDArray[np.int64]:
    """Give the autumn in which each child starts reception: the September after the fourth birthday.

    >>> reception_autumn(np.array([day_number(date(2014, 10, 1)), day_number(date(2015, 7, 1))])).tolist()
    [2019, 2019]
    """
    return autumn_of(birth) + RECEPTION_AFTER


def autumn_of(days: Days) -> npt.NDArray[np.int64]:
    """Give the autumn in which the academic year of each day began, as `calendar.academic_year` does for one."""
    months = as_dates(days).astype("datetime64[M]").astype(np.int64)
    return 1970 + (months - 8) // 12


def school_leaving_day(autumn: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Give the last Friday of June of each academic year: who is 16 may leave school then (Education Act 1996, s. 8)."""
    july = np.array([f"{int(year) + 1}-07-01" for year in np.unique(autumn)], dtype="datetime64[D]").astype(np.int64)
    place = np.searchsorted(np.unique(autumn), autumn)
    friday = july - 1 - (july - 1 + 3 - 4) % 7
    return friday[place] if len(autumn) else np.empty(0, dtype=np.int64)


def autumns(first_day: int, last_day: int) -> range:
    """List the academic years that touch two days."""
    return range(academic_year(_date(first_day)), academic_year(_date(last_day)) + 1)


def _date(day: int) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + day)
