"""What was judged already: dates and families that are not there are refused, and the nearest that are there named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.outcomes.meeting import CRITERIA
from csps.store.people import refuse_unformed
from csps.store.restrictions import families_left_out

if TYPE_CHECKING:
    from datetime import date

    from csps.store import Connection

FAMILIES = "families.family"


def refuse_date(lake: Connection, day: date) -> None:
    """Refuse a date on which the criteria were not judged.

    Raises:
        UsageError: so it is; the message says which dates there are.
    """
    parts = {} if lake.manifest is None else lake.manifest.parts.get(CRITERIA, {})
    if day.isoformat() in parts:
        return
    if lake.manifest is not None and day > lake.manifest.week:
        week = lake.manifest.week.isoformat()
        raise UsageError(
            f"{day.isoformat()} lies after the published week {week}: nothing is known of it.",
            next_step=f"Use --as-of {week} or earlier.",
        )
    if not parts:
        raise UsageError("No criteria were judged yet.", next_step="Run `csps weekly` first.")
    first, last = min(parts), max(parts)
    if day.isoformat() < first:
        raise UsageError(
            f"{day.isoformat()} lies before the first date on which criteria were judged, {first}.",
            next_step=f"Use --as-of {first}.",
        )
    refuse_unformed(lake, day)
    raise UsageError(
        f"The criteria were not judged for {day.isoformat()}; there are {len(parts)} dates from {first} to {last}.",
        next_step=f"Use --as-of {max(part for part in parts if part < day.isoformat())}.",
    )


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
    when = (
        f"It is there on {len(days)} other dates, the latest {days[-1].isoformat()}."
        if days
        else "It is on no other date."
    )
    raise UsageError(
        f"The family {family} does not exist as of {day.isoformat()}, or is not in the cohort. {when}",
        next_step="A family has another pseudonym when other people belong to it; `csps families` forms them.",
    )


def _refuse_left_out(lake: Connection, family: str, day: date) -> None:
    left_out = families_left_out(lake, [day])
    if left_out.filter(left_out.family_id == family).count().to_pyarrow().as_py():
        raise UsageError(
            f"The family {family} is left out as of {day.isoformat()}: a member objected, or processing of a member's data is "
            "restricted. Nothing is computed about it.",
            next_step="`csps privacy restrictions` shows what holds.",
        )
