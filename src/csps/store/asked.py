"""A day or a family that somebody asks about: refused where nothing was computed, and the nearest that is there named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from csps.domain.errors import UsageError
from csps.store.people import refuse_unformed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.store.engines import Connection


MONDAY = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a table holds, as refusals say it.

    Args:
        nothing: that it holds nothing yet, for example "No features were computed yet."
        first: its first date, before the date itself.
        missing: that a date is not there, before the date itself.
    """

    nothing: str
    first: str
    missing: str


def refuse_day(lake: Connection, table: str, day: date, words: Words) -> None:
    """Refuse a day for which a table has no part.

    Raises:
        UsageError: so it is; the message says which dates there are.
    """
    parts = {} if lake.manifest is None else lake.manifest.parts.get(table, {})
    part = day.isoformat()
    if part in parts:
        return
    if lake.manifest is not None and day > lake.manifest.week:
        week = lake.manifest.week.isoformat()
        raise UsageError(
            f"{part} lies after the published week {week}: nothing is known of it.",
            next_step=f"Use --as-of {week} or earlier.",
        )
    if not parts:
        raise UsageError(words.nothing, next_step="Run `csps weekly` first.")
    first, last = min(parts), max(parts)
    if part < first:
        raise UsageError(f"{part} lies before {words.first}, {first}.", next_step=f"Use --as-of {first}.")
    nearest = max(other for other in parts if other < part)
    if day.weekday() != MONDAY:
        raise UsageError(
            f"{part} is a {day:%A}, and families are looked at as of a Monday.",
            next_step=f"Use --as-of {nearest}, the latest date before it.",
        )
    refuse_unformed(lake, day)
    raise UsageError(
        f"{words.missing} {part}; there are {len(parts)} dates from {first} to {last}.",
        next_step=f"Use --as-of {nearest}.",
    )


def refuse_absent(family: str, day: date, others: Sequence[date]) -> NoReturn:
    """Refuse a family that is not of the cohort on a day.

    Args:
        family: its pseudonym.
        day: the day.
        others: the dates on which it is.

    Raises:
        UsageError: always.
    """
    when = (
        f"It is there on {len(others)} other dates, the latest {max(others).isoformat()}."
        if others
        else "It is on no other date."
    )
    raise UsageError(
        f"The family {family} does not exist as of {day.isoformat()}, or is not in the cohort. {when}",
        next_step="A family has another pseudonym when other people belong to it; `csps families` forms them.",
    )
