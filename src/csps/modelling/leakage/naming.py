"""Does a column name the row, the family or the date instead of describing the family? Does the order of rows tell?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.modelling.leakage.leak import WHOLE, Check, Leak
from csps.modelling.leakage.power import area_under

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from csps.modelling.leakage.rows import Rows

    Reals = npt.NDArray[np.float64]

OFF_BY = 5.0  # standard errors that the order of rows may be off by chance
NEARLY_ALL = 0.99
FEWEST_ROWS, FEWEST_DATES = 200, 3


def ordered(rows: Rows) -> Iterator[Leak]:
    """Find out whether those to whom it happened stand together in the frame, within each date."""
    day = np.zeros(len(rows.outcome), dtype=np.int64) if rows.day is None else rows.day
    place = np.empty(len(day))
    for one in np.unique(day):
        here = day == one
        place[here] = np.linspace(0, 1, here.sum())
    area = area_under(place, rows.outcome)
    bound = OFF_BY * np.sqrt(1 / 12 / max(1, rows.groups_with(rows.outcome)))
    if abs(area - 0.5) > bound:
        words = f"rows later in the frame had the outcome with an area of {area:.2f}, where 0.5 is chance"
        yield Leak(check=Check.ORDER, column=WHOLE, figure=area, bound=0.5 + float(bound), words=words)


def identifiers(rows: Rows) -> Iterator[Leak]:
    """Find columns of whole numbers that are different in nearly every row, or in every family and constant in it."""
    if len(rows.outcome) < FEWEST_ROWS:
        return
    for place, name in enumerate(rows.names):
        values = rows.matrix[:, place]
        if np.isnan(values).any() or (values % 1).any():
            continue
        distinct = len(np.unique(values))
        if distinct >= NEARLY_ALL * len(values):
            words = f"{distinct} different whole numbers in {len(values)} rows"
        elif _constant_in_groups(rows, values) and distinct >= NEARLY_ALL * _groups(rows):
            words = f"one number of its own for each of {_groups(rows)} families"
        else:
            continue
        yield Leak(check=Check.IDENTIFIER, column=name, figure=float(distinct), bound=NEARLY_ALL, words=words)


def _groups(rows: Rows) -> int:
    return len(np.unique(_whose(rows)))


def _whose(rows: Rows) -> npt.NDArray[np.int64]:
    return rows.group if rows.family is None else rows.family


def _constant_in_groups(rows: Rows, values: Reals) -> bool:
    whose = _whose(rows)
    if len(np.unique(whose)) < FEWEST_ROWS:
        return False
    pairs = np.unique(np.column_stack([whose.astype(float), values]), axis=0)
    return len(pairs) == len(np.unique(whose))


def calendars(rows: Rows) -> Iterator[Leak]:
    """Find columns that are the same for every family of a date and another on other dates: they tell what is mature."""
    assert rows.day is not None, "asked only where rows have dates"
    days = np.unique(rows.day)
    if len(days) < FEWEST_DATES:
        return
    for place, name in enumerate(rows.names):
        by_day = [np.unique(rows.matrix[rows.day == day, place]) for day in days]
        if any(len(values) != 1 or np.isnan(values[0]) for values in by_day):
            continue
        different = len({float(values[0]) for values in by_day})
        if different >= FEWEST_DATES:
            words = f"the same for all families of a date, and {different} values over {len(days)} dates"
            yield Leak(check=Check.CALENDAR, column=name, figure=float(different), bound=FEWEST_DATES - 1, words=words)
