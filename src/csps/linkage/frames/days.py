"""Dates of birth as people write them, brought to one form; a slip of the pen is kept, because it is compared by signs.

Every form ends as text like 1953-12-31. What is no day of any calendar (31 November, month 13) keeps its signs in that
form: a typing error lies one or two signs from the truth, and a missing value says nothing at all. A day in the future is
kept for the same reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
_YEAR_LAST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_PLAIN = re.compile(r"^(\d{8})(\.0)?$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([A-Za-z]{3,9})[-/., ]+(\d{4}|\d{2})$")
_NAMED_FIRST = re.compile(r"^([A-Za-z]{3,9})[-/. ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})$")
_YEAR_ONLY = re.compile(r"^(\d{4})(?:\.0)?$")
LAST_MONTH = 12


def days_of(column: pd.Series, this_year: int) -> dict[str, str]:
    """Give the text of a day for each text of a column; texts without a digit mean nothing and are left out.

    Whether 3/4/1990 is in April or in March is decided by the column: if any value can only have the month first, and
    none only the day, the month comes first; else the day does, as in Britain.

    Args:
        column: texts.
        this_year: two digits of a year mean this one or one before it.
    """
    texts = [str(text) for text in column.dropna().unique().tolist()]
    month_first = _is_month_first(texts)
    read = {text: day_of(text, this_year, month_first=month_first) for text in texts}
    return {text: day for text, day in read.items() if day is not None}


def day_of(text: str, this_year: int, *, month_first: bool = False) -> str | None:
    """Give one date as text like 1953-12-31, or None where there is no digit in it.

    >>> day_of("19531231", 2026), day_of("31/12/53", 2026), day_of("31 Dec 1953", 2026), day_of("1953-12-31 00:00:00", 2026)
    ('1953-12-31', '1953-12-31', '1953-12-31', '1953-12-31')
    >>> day_of("12/31/1953", 2026, month_first=True), day_of("19531399", 2026), day_of("not known", 2026)
    ('1953-12-31', '1953-13-99', None)
    """
    plain = _TIME.sub("", text.strip()).strip()
    if found := _YEAR_FIRST.match(plain) or _YEAR_ONLY.match(plain):
        return _written(*(found.groups() if found.lastindex == len("ymd") else (found[1], "1", "1")))
    if found := _YEAR_LAST.match(plain):
        one, other = (found[1], found[2]) if not month_first else (found[2], found[1])
        return _written(_whole(found[3], this_year), other, one)
    if found := _PLAIN.match(plain):
        return _written(*_parts_of(found[1], this_year))
    if found := _NAMED.match(plain):
        return _named(found[3], found[2], found[1], this_year)
    if found := _NAMED_FIRST.match(plain):
        return _named(found[3], found[1], found[2], this_year)
    signs = re.sub(r"[^0-9a-z]+", "-", plain.lower()).strip("-")
    return signs if any(sign.isdigit() for sign in signs) else None


def _is_month_first(texts: Iterable[str]) -> bool:
    """Say whether a column writes 12/31/1953."""
    found = [match for text in texts if (match := _YEAR_LAST.match(_TIME.sub("", text.strip()).strip()))]
    first, second = (sum(int(match[place]) > LAST_MONTH for match in found) for place in (1, 2))
    return second > first


def _parts_of(digits: str, this_year: int) -> Sequence[str]:
    """Part eight digits: the year comes first, unless only the end can be a year."""
    if not 1850 <= int(digits[:4]) <= this_year and 1850 <= int(digits[4:]) <= this_year:
        return digits[4:], digits[2:4], digits[:2]
    return digits[:4], digits[4:6], digits[6:]


def _named(year: str, month: str, day: str, this_year: int) -> str | None:
    number = _MONTHS.get(month[:3].lower())
    return _written(_whole(year, this_year), str(number), day) if number else None


def _whole(year: str, this_year: int) -> str:
    """Give a year of two digits its century.

    >>> _whole("26", 2026), _whole("27", 2026)
    ('2026', '1927')
    """
    if len(year) > 2:
        return year
    century = this_year // 100 * 100
    return str(century + int(year) - (100 if century + int(year) > this_year else 0))


def _written(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"
