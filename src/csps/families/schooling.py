"""Children of school age who are on no school's roll any more, and so most likely gone from the borough.

Compulsory school age runs from the age of five to the last Friday of June of the school year in which somebody turns sixteen
(Education Act 1996, section 8; here from the fifth birthday to 30 June). A school takes a pupil off its roll for grounds that the
law lists, most often because the family has moved away, and tells the council (School Attendance (Pupil Registration)
(England) Regulations 2024). Whoever came off a roll at that age and was put on no other within `AWAY` days lives here no longer, unless
they are educated at home, or somebody has said since where they live, or anything else has happened to them that an agency wrote
down: a contact, an enquiry, an incident. A child who is missing education and known to somebody is the last to be lost from sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.people import in_force

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from csps.families.columns import Days, Flags
    from csps.families.people import Span

AWAY = np.timedelta64(60, "D")
HEARD = np.timedelta64(182, "D")
"""For so long something that happened to a child since it came off the roll says that it is here."""
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
) -> Flags:
    """Flag the children who came off a roll while they had to be on one, and are on none since.

    Args:
        enrolments: a span for every stay on a school's roll.
        taught_at_home: spans of education at home.
        month_of_birth: of every person, as YYYY-MM, or None.
        newest: of every person, the last day on which a register began to say where they live.
        heard: of every person, the last day on which something happened to them (`last_heard`).
        day: what was known by then counts.
    """
    on, count = np.datetime64(day), len(month_of_birth)
    told = enrolments.only((enrolments.known_on <= on) & (enrolments.known_until > on) & (enrolments.started_on <= on))
    there = np.zeros(count, bool)
    there[told.person[~(told.ended_on <= on)]] = True
    there[in_force(taught_at_home, day).person] = True
    left, learnt = (np.full(count, np.datetime64("NaT"), "datetime64[D]") for _ in range(2))
    last = told.only(~np.isnat(told.ended_on))
    order = np.lexsort((last.known_on, last.ended_on))
    left[last.person[order]], learnt[last.person[order]] = last.ended_on[order], last.known_on[order]
    fifth, sixteenth = _compulsory(month_of_birth)
    said_since = newest > np.maximum(left + AWAY, learnt)  # what came with the news itself is no later word
    said_since |= (heard > left) & (heard > on - HEARD)
    gone: Flags = ~there & (left + AWAY < on) & (left < sixteenth) & (fifth <= on) & ~said_since
    return gone


def _compulsory(month_of_birth: npt.NDArray[np.object_]) -> tuple[Days, Days]:
    """Give the first and last day of compulsory school age of each person, NaT where the birth is not known."""
    born = np.array(["NaT" if month is None else month for month in month_of_birth.tolist()], dtype="datetime64[M]")
    months = born.astype(np.int64)
    last_year = months // 12 + LAST_YEARS + (months % 12 + 1 >= SCHOOL_YEAR_BEGINS)
    begin: Days = (born + FIRST_MONTHS).astype("datetime64[D]")
    after: Days = (last_year * 12 + ENDS).astype("datetime64[M]").astype("datetime64[D]")
    end: Days = after - np.timedelta64(1, "D")
    return begin, end
