"""Lines that are met where several others are met on the same day."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import ibis

from csps.domain.errors import SettingsError
from csps.outcomes.origin import DAYS, PERSON, TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csps.outcomes.line import Line

FAR = "9999-12-31"


def in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give lines so that each comes after those that it is made of.

    Raises:
        SettingsError: some lead back to themselves, or to a line that is not there.
    """
    done: dict[str, Line] = {}
    left = list(lines)
    while left:
        ready = [line for line in left if set(line.all_of) <= done.keys()]
        if not ready:
            names = ", ".join(line.id for line in left)
            raise SettingsError(
                f"The lines {names} of the rule set cannot be judged: each needs another of them, or one that is not there.",
                next_step="Break the circle in all_of.",
            )
        done |= {line.id: line for line in ready}
        left = [line for line in left if line.id not in done]
    return tuple(done.values())


def all_met(rows: ibis.Table, line: Line) -> ibis.Table:
    """Give the evidence of the lines that a line is made of, cut to the days on which all of them are met.

    Args:
        rows: evidence for lines, those among them.
        line: with `all_of`.
    """
    rows = rows.mutate(until=rows.until.fill_null(ibis.date(FAR)))
    parts = [rows.filter(rows.criterion == name) for name in line.all_of]
    days = reduce(_both, (part.select("family_id", *DAYS).distinct() for part in parts))
    met = ibis.union(*parts)
    cut = _cut(met, days)
    says = {"criterion": ibis.literal(line.id), "headline": ibis.literal(line.headline, "int64")}
    written = {name: cut[name] for name in TYPES}
    until = cut.until.nullif(ibis.date(FAR))
    return cut.select(*PERSON, **says, **written, since=cut.since, until=until).distinct()


def _both(one: ibis.Table, other: ibis.Table) -> ibis.Table:
    """Give the days that are in a stretch of both, by family."""
    return _cut(one, other).select("family_id", *DAYS).distinct()


def _cut(rows: ibis.Table, days: ibis.Table) -> ibis.Table:
    """Cut rows to stretches of days of their family; what has no day in common is left out."""
    other = days.select("family_id", from_day="since", to_day="until")
    both = rows.inner_join(other, "family_id")
    both = both.mutate(since=ibis.greatest(both.since, both.from_day), until=ibis.least(both.until, both.to_day))
    return both.filter(both.since < both.until).drop("from_day", "to_day")
