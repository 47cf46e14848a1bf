"""Births that stand in several columns: year, month and day apart, or a day and month beside a year, read as one date.

What a column holds is read from its values, because its name may be anything: years are of four digits, or of two where
some are above 31; of the two that are left, days go up to 31 and months to 12. A slip may put a few values out of range,
so shares decide and not the largest value. Columns that hold whole dates are not parts, and are left as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Texts = npt.NDArray[np.object_]

_WHOLE = re.compile(r"^\d{1,4}$")
_YEAR = re.compile(r"^\d{4}$")
_DAY_AND_MONTH = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ]?$")
MOST = 0.9  # of the values of a column have to be of a kind
LAST_DAY, LAST_MONTH = 31, 12
NOT_KNOWN = "00"


def joined_births(columns: Sequence[Texts], names: Sequence[str] = ()) -> list[Texts]:
    """Give the columns with those that hold parts of a date of birth put together as one, year first.

    A part that is missing beside a year is written 00, as no day or month is; without a year nothing is made of the rest.

    Args:
        columns: of one length, texts or None.
        names: of the columns; they decide only where no value can tell days from months.

    >>> year, month, day = (np.array(each, dtype=object) for each in (["1949", "1968"], ["7", None], ["22", "27"]))
    >>> joined_births([year, month, day])[0].tolist()
    ['1949-07-22', '1968-00-27']
    >>> joined_births([np.array(["17/02"], dtype=object), np.array(["1985"], dtype=object)])[0].tolist()
    ['17/02/1985']
    """
    plain = [_words_of(column) for column in columns]
    years = [number for number, words in enumerate(plain) if _share(words, _YEAR) >= MOST]
    small = [
        number for number, words in enumerate(plain) if number not in years and _share(words, _WHOLE) >= MOST
    ]  # of one or two digits, but for slips
    both = [number for number, words in enumerate(plain) if _share(words, _DAY_AND_MONTH) >= MOST]
    if len(columns) == 2 and len(years) == len(both) == 1:
        return [_with_year(columns[both[0]], columns[years[0]])]
    if not years and len(small) == len(columns) == 3:
        years = [max(small, key=lambda number: _above(plain[number], LAST_DAY))]
        small.remove(years[0])
    if len(years) != 1 or len(small) != len(columns) - 1 or not 1 <= len(small) <= 2:
        return list(columns)
    month, day = _month_and_day(small, plain, names)
    return [_written(columns[years[0]], *(None if at is None else columns[at] for at in (month, day)))]


def _words_of(column: Texts) -> list[str]:
    return [str(value) for value in column.tolist() if value is not None]


def _share(words: Sequence[str], form: re.Pattern[str]) -> float:
    return sum(form.match(word) is not None for word in words) / max(len(words), 1)


def _above(words: Sequence[str], most: int) -> float:
    """Give the share of whole numbers above a number."""
    return sum(word.isdigit() and int(word) > most for word in words) / max(len(words), 1)


def _month_and_day(
    small: Sequence[int], plain: Sequence[Sequence[str]], names: Sequence[str]
) -> tuple[int | None, int | None]:
    """Say which column is the month and which the day; a single one is the month, unless it goes past 12."""
    if len(small) == 1:
        return (small[0], None) if _above(plain[small[0]], LAST_MONTH) <= 1 - MOST else (None, small[0])
    one, other = (_above(plain[number], LAST_MONTH) for number in small)
    if one == other and len(names) > max(small):
        said = [re.search(r"mon|mth|m$", str(names[number]).lower()) is not None for number in small]
        one, other = float(said[1]), float(said[0])
    return (small[1], small[0]) if one > other else (small[0], small[1])


def _with_year(day_and_month: Texts, year: Texts) -> Texts:
    """Write a day with its month before a year; whatever of them is missing is left out."""
    found = np.full(len(year), None, dtype=object)
    for place, (before, after) in enumerate(zip(day_and_month.tolist(), year.tolist(), strict=True)):
        if after is not None:
            match = _DAY_AND_MONTH.match(before or "")
            found[place] = f"{match[1]}/{match[2]}/{after}" if match else after
    return found


def _written(year: Texts, month: Texts | None, day: Texts | None) -> Texts:
    """Write year, month and day as one; a year of two digits stands last, where nothing takes it for a day."""
    found = np.full(len(year), None, dtype=object)
    for place, whole in enumerate(year.tolist()):
        if whole is not None:
            parts = [NOT_KNOWN if column is None or column[place] is None else column[place] for column in (month, day)]
            mm, dd = (part.zfill(2) for part in parts)
            found[place] = f"{whole}-{mm}-{dd}" if len(whole) > 2 else f"{dd}/{mm}/{whole.zfill(2)}"
    return found
