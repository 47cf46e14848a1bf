"""What a system may hold as somebody's date of birth: swapped, a digit off, a placeholder, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Dates = NDArray[np.datetime64]
    Flags = NDArray[np.bool_]


class DateParts(NamedTuple):
    """Years, months 1-12 and days 1-31 of an array of dates, all int64."""

    year: NDArray[np.int64]
    month: NDArray[np.int64]
    day: NDArray[np.int64]


def parts_of(dates: Dates) -> DateParts:
    """Take dates apart."""
    months = dates.astype("datetime64[M]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    return DateParts(year, month, day)


def joined(parts: DateParts) -> Dates:
    """Put dates together; a day beyond the end of its month becomes the last day of it."""
    first = ((parts.year - 1970) * 12 + parts.month - 1).astype("datetime64[M]")
    length = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(np.int64)
    result: Dates = first.astype("datetime64[D]") + (np.minimum(parts.day, length) - 1)
    return result


def day_month_swapped(dates: Dates) -> Dates:
    """Read day as month and month as day; a date whose day is above 12 stays as it is."""
    year, month, day = parts_of(dates)
    possible = day <= 12
    return joined(DateParts(year, np.where(possible, day, month), np.where(possible, month, day)))


def one_digit_off(dates: Dates, rng: np.random.Generator) -> Dates:
    """Mis-key one digit: a unit or ten of the day, a unit of the month, a unit or ten of the year. Always another date."""
    year, month, day = parts_of(dates)
    which, step = rng.integers(0, 5, len(dates)), np.where(rng.random(len(dates)) < 0.5, 1, -1)
    unit = _within(day, step, 28)
    ten = np.where(day > 18, day - 10, day + 10)
    wrong = DateParts(
        np.select([which == 3, which == 4], [year + step, year + 10 * step], year),
        np.where(which == 2, _within(month, step, 12), month),
        np.select([which == 0, which == 1], [unit, np.minimum(ten, 28)], day),
    )
    result = joined(wrong)
    return np.where(result == dates, joined(DateParts(year - 1, month, day)), result)


def _within(value: NDArray[np.int64], step: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    moved = np.where((value + step < 1) | (value + step > most), value - step, value + step)
    return np.clip(moved, 1, most)


def one_year_off(dates: Dates, rng: np.random.Generator) -> Dates:
    """Give the same day of the year before or after."""
    year, month, day = parts_of(dates)
    return joined(DateParts(year + np.where(rng.random(len(dates)) < 0.5, 1, -1), month, day))


def first_january(dates: Dates) -> Dates:
    """Give 1 January of the year: what is written when only the year is known."""
    return dates.astype("datetime64[Y]").astype("datetime64[D]")
