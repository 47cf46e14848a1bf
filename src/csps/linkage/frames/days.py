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
_PLAIN = re.compile(r"^(\d{8})(?:\.0)?$")
_SHORN = re.compile(r"^(\d{7})(?:\.0)?$")
_SHORT = re.compile(r"^(\d{6})(?:\.0)?$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([A-Za-z]{3,9})[-/., ]+(\d{4}|\d{2})$")
_NAMED_FIRST = re.compile(r"^([A-Za-z]{3,9})[-/. ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})$")
_YEAR_ONLY = re.compile(r"^(\d{4})(?:\.0)?$")
_MONTH_LAST = re.compile(r"^(\d{4})[-/. ](\d{1,2})$")
_MONTH_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{4})$")
_MONTH_NAMED = re.compile(r"^([A-Za-z]{3,9})[-/., ]+(\d{4})$")
LAST_MONTH, LAST_DAY, FIRST_YEAR = 12, 31, 1850
NOT_KNOWN = "00"
# Where year, month and day stand in eight digits, and in six; of orders that fit equally well the first is taken.
ORDERS = {
    "year first": ((0, 4), (4, 6), (6, 8)),
    "day first": ((4, 8), (2, 4), (0, 2)),
    "month first": ((4, 8), (0, 2), (2, 4)),
}
SHORT_ORDERS = {
    "year first": ((0, 2), (2, 4), (4, 6)),
    "day first": ((4, 6), (2, 4), (0, 2)),
    "month first": ((4, 6), (0, 2), (2, 4)),
}


def days_of(column: pd.Series, this_year: int) -> dict[str, str]:
    """Give the text of a day for each text of a column; texts without a digit mean nothing and are left out.

    Whether 3/4/1990 is in April or in March is decided by the column: if any value can only have the month first, and
    none only the day, the month comes first; else the day does, as in Britain.

    Args:
        column: texts.
        this_year: two digits of a year mean this one or one before it.
    """
    texts = [str(text) for text in column.dropna().unique().tolist()]
    month_first, order = _is_month_first(texts), order_of(texts, this_year)
    read = {text: day_of(text, this_year, month_first=month_first, order=order) for text in texts}
    return {text: day for text, day in read.items() if day is not None}


def day_of(text: str, this_year: int, *, month_first: bool = False, order: str = "year first") -> str | None:
    """Give one date as text like 1953-12-31, or None where there is no digit in it; 00 where only the month is told.

    Args:
        text: as it was written.
        this_year: two digits of a year mean this one or one before it.
        month_first: whether 12/31/1953 is how the column writes it.
        order: one of `ORDERS`, in which the column writes digits that nothing parts; a value that is a day in another only
            is read in that one.

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
    if found := _PLAIN.match(plain) or _SHORN.match(plain) or _SHORT.match(plain):
        year, month, day = _parts_in(found[1], order, this_year)
        return _written(_whole(year, this_year), month, day)
    if read := _with_a_month(plain, this_year):
        return read[0]
    signs = re.sub(r"[^0-9a-z]+", "-", plain.lower()).strip("-")
    return signs if any(sign.isdigit() for sign in signs) else None


def _with_a_month(plain: str, this_year: int) -> tuple[str | None] | None:
    """Give what names its month, or holds no day; None where it is neither, and nothing within where no month is so called."""
    if found := _NAMED.match(plain):
        return (_named(found[3], found[2], found[1], this_year),)
    if found := _NAMED_FIRST.match(plain):
        return (_named(found[3], found[1], found[2], this_year),)
    if found := _MONTH_LAST.match(plain):
        return (_written(found[1], found[2], NOT_KNOWN),)
    if found := _MONTH_FIRST.match(plain):
        return (_written(found[2], found[1], NOT_KNOWN),)
    if found := _MONTH_NAMED.match(plain):
        return (_named(found[2], found[1], NOT_KNOWN, this_year),)
    return None


def _is_month_first(texts: Iterable[str]) -> bool:
    """Say whether a column writes 12/31/1953."""
    found = [match for text in texts if (match := _YEAR_LAST.match(_TIME.sub("", text.strip()).strip()))]
    first, second = (sum(int(match[place]) > LAST_MONTH for match in found) for place in (1, 2))
    return second > first


def order_of(texts: Iterable[str], this_year: int) -> str:
    """Say in which order a column writes digits that nothing parts: the one in which most of its values are days.

    20121953 could be a day of 2012 but for its month; the column tells, where one value cannot.

    >>> order_of(["20121953", "01021980"], 2026), order_of(["19531231"], 2026), order_of(["12201953"], 2026)
    ('day first', 'year first', 'month first')
    """
    digits = [found[1] for text in texts for form in (_PLAIN, _SHORN, _SHORT) if (found := form.match(text.strip()))]
    fit = {name: sum(_fits(each, name, this_year) for each in digits) for name in ORDERS}
    return max(ORDERS, key=lambda name: fit[name])


def _fits(digits: str, order: str, this_year: int) -> bool:
    """Say whether digits make a day of somebody's life in an order."""
    short = len(digits) == len("yymmdd")
    places = SHORT_ORDERS if short else ORDERS
    year, month, day = map(int, _parts_of(digits if short else digits.zfill(8), places[order]))
    return (short or FIRST_YEAR <= year <= this_year) and 1 <= month <= LAST_MONTH and 1 <= day <= LAST_DAY


def _parts_in(digits: str, order: str, this_year: int) -> list[str]:
    """Give year, month and day in an order, or in another in which alone they are a day."""
    if not _fits(digits, order, this_year):
        order = next((other for other in ORDERS if _fits(digits, other, this_year)), order)
    if len(digits) == len("yymmdd"):
        return _parts_of(digits, SHORT_ORDERS[order])
    lost = order == "year first"  # else a whole number only has no nought before it
    return _parts_of(digits if lost else digits.zfill(8), ORDERS[order])


def _parts_of(digits: str, places: Sequence[tuple[int, int]]) -> list[str]:
    """Give year, month and day from digits."""
    return [digits[begin:end] for begin, end in places]


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
