"""School attendance: register codes made into sessions that were possible, missed, and missed without leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.code_lists.attendance import COUNTED_AS, Counted
from csps.features.declaration import YEAR
from csps.features.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_SESSIONS = 40
"""Four weeks of school: below it a child's rate says nothing, and a child is neither regular nor absent."""
LATE = ("L", "U")


def codes_of(*counted: Counted) -> tuple[str, ...]:
    """Give the register codes that count as something.

    >>> "I" in codes_of(Counted.AUTHORISED), "/" in codes_of(Counted.AUTHORISED)
    (True, False)
    """
    return tuple(code for code, meaning in COUNTED_AS.items() if meaning in counted)


_POSSIBLE = codes_of(Counted.PRESENT, Counted.AUTHORISED, Counted.UNAUTHORISED)
_ABSENT = codes_of(Counted.AUTHORISED, Counted.UNAUTHORISED)
_UNAUTHORISED = codes_of(Counted.UNAUTHORISED)


def _sessions(*group: str) -> Callable[[ibis.Table], ibis.Table]:
    """Make a shape that sums sessions by person and, where wanted, by week."""

    def shape(rows: ibis.Table) -> ibis.Table:
        return rows.group_by("family_id", "person_id", "member_role", "age_months", *group).agg(
            possible=_sum(rows, _POSSIBLE),
            absent=_sum(rows, _ABSENT),
            unauthorised=_sum(rows, _UNAUTHORISED),
            late=_sum(rows, LATE),
            **({} if "days_ago" in group else {"days_ago": ibis.literal(0, "int64")}),
        )

    return shape


def _sum(rows: ibis.Table, codes: tuple[str, ...]) -> ibis.Value:
    return rows.sessions.sum(where=rows.register_code.isin(codes)).fill_null(0).cast("int64")


SESSIONS = Source(table="feeds.school_attendance", reads=("register_code", "sessions"), shape=_sessions("days_ago"))
"""A row per child and week."""

CHILD_YEAR_WEEKS = YEAR
BY_CHILD = Source(table="feeds.school_attendance", reads=("register_code", "sessions"), shape=_sessions())
"""A row per child over the whole window that is asked for."""
