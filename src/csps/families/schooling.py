"""Children of school age who came off a school's roll and are on none since that the council is sent.

Compulsory school age runs from the age of five to the last Friday of June of the school year in which somebody turns sixteen
(Education Act 1996, section 8; here from the fifth birthday to 30 June). A school takes a pupil off its roll for grounds that the
law lists, most often because the family has moved away, and tells the council (School Attendance (Pupil Registration)
(England) Regulations 2024). The child may also have gone to a school whose roll the council is not sent, or be missing
education: it is a child to ask about, and nobody drops out of a family for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.columns import begun_by
from csps.families.people import in_force

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from csps.families.columns import Days
    from csps.families.people import Span

AWAY = np.timedelta64(60, "D")
"""For so long a child may be between two schools, and what registers say of its home may be the same news, come later."""
FIRST_MONTHS, LAST_YEARS = 5 * 12, 16
SCHOOL_YEAR_BEGINS, ENDS = 9, 6  # months


def off_every_roll(
    enrolments: Span,
    taught_at_home: Span,
    month_of_birth: npt.NDArray[np.object_],
    *,
    newest: Days,
    heard: Days,
    day: date,
) -> Days:
    """Give since when each child is on no roll, of those who have to be, and of whom nobody has said anything since; else NaT.

    Args:
        enrolments: a span for every stay on a school's roll.
        taught_at_home: spans of education at home.
        month_of_birth: of every person, as YYYY-MM, or None.
        newest: of every person, the last day on which a register began to say where they live.
        heard: of every person, the last day on which something happened to them (`csps.families.heard`).
        day: what was known by then counts.
    """
    on, count = np.datetime64(day), len(month_of_birth)
    told = enrolments.only(begun_by(enrolments, on))
    there = np.zeros(count, bool)
    there[told.person[~(told.ended_on <= on)]] = True
    there[in_force(taught_at_home, day).person] = True
    left, learnt = (np.full(count, np.datetime64("NaT"), "datetime64[D]") for _ in range(2))
    last = told.only(~np.isnat(told.ended_on))
    order = np.lexsort((last.known_on, last.ended_on))
    left[last.person[order]], learnt[last.person[order]] = last.ended_on[order], last.known_on[order]
    said_since = (newest > np.maximum(left + AWAY, learnt)) | (heard > left)
    quiet = np.flatnonzero(~there & (left + AWAY < on) & ~said_since)
    fifth, last_day = _compulsory(month_of_birth[quiet])
    off = quiet[(left[quiet] < last_day) & (fifth <= on)]
    since = np.full(count, np.datetime64("NaT"), "datetime64[D]")
    since[off] = left[off]
    return since


def _compulsory(month_of_birth: npt.NDArray[np.object_]) -> tuple[Days, Days]:
    """Give the first and last day of compulsory school age of each person, NaT where the birth is not known."""
    born = np.array(["NaT" if month is None else month for month in month_of_birth.tolist()], dtype="datetime64[M]")
    months = born.astype(np.int64)
    last_year = months // 12 + LAST_YEARS + (months % 12 + 1 >= SCHOOL_YEAR_BEGINS)
    begin: Days = (born + FIRST_MONTHS).astype("datetime64[D]")
    after: Days = (last_year * 12 + ENDS).astype("datetime64[M]").astype("datetime64[D]")
    end: Days = after - np.timedelta64(1, "D")
    return begin, end
