"""What was judged already: dates and families that are not there are refused, and the nearest that are there named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.outcomes.meeting import CRITERIA
from csps.store.asked import Words, refuse_absent, refuse_day
from csps.store.restrictions import families_left_out

if TYPE_CHECKING:
    from datetime import date

    from csps.store import Connection

FAMILIES = "families.family"
WORDS = Words(
    nothing="No criteria were judged yet.",
    first="the first date on which criteria were judged",
    missing="The criteria were not judged for",
)


def refuse_date(lake: Connection, day: date) -> None:
    """Refuse a date on which the criteria were not judged.

    Raises:
        UsageError: so it is; the message says which dates there are.
    """
    refuse_day(lake, CRITERIA, day, WORDS)


def refuse_family(lake: Connection, family: str, day: date) -> None:
    """Refuse a family that is not of the cohort on a date.

    Raises:
        UsageError: so it is; the message says on how many other dates it is there. Or it is left out because a member
            objected, or processing of a member's data is restricted.
    """
    rows = lake.table(FAMILIES)
    rows = rows.filter((rows.family_id == family) & rows.in_cohort)
    days = sorted(rows.as_of.to_pyarrow().to_pylist())
    if day in days:
        _refuse_left_out(lake, family, day)
        return
    refuse_absent(family, day, days)


def _refuse_left_out(lake: Connection, family: str, day: date) -> None:
    left_out = families_left_out(lake, [day])
    if left_out.filter(left_out.family_id == family).count().to_pyarrow().as_py():
        raise UsageError(
            f"The family {family} is left out as of {day.isoformat()}: a member objected, or processing of a member's data is "
            "restricted. Nothing is computed about it.",
            next_step="`csps privacy restrictions` shows what holds.",
        )
