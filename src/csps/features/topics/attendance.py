"""School attendance: register codes made into sessions that were possible, missed, and missed without leave."""

from __future__ import annotations

from csps.contracts.code_lists.attendance import COUNTED_AS, Counted
from csps.features.source import Source, Sums

LEAST_SESSIONS = 40
"""Four weeks of school: below it a child's rate says nothing, and a child is neither regular nor absent."""
LATE = ("L", "U")


def codes_of(*counted: Counted) -> tuple[str, ...]:
    """Give the register codes that count as something.

    >>> "I" in codes_of(Counted.AUTHORISED), "/" in codes_of(Counted.AUTHORISED)
    (True, False)
    """
    return tuple(code for code, meaning in COUNTED_AS.items() if meaning in counted)


_COUNTED = (
    ("possible", codes_of(Counted.PRESENT, Counted.AUTHORISED, Counted.UNAUTHORISED)),
    ("absent", codes_of(Counted.AUTHORISED, Counted.UNAUTHORISED)),
    ("unauthorised", codes_of(Counted.UNAUTHORISED)),
    ("late", LATE),
)


def _attendance(*, by_day: bool) -> Source:
    return Source(
        table="feeds.school_attendance",
        reads=("register_code", "sessions"),
        sums=Sums(amount="sessions", told_by="register_code", of=_COUNTED, by_day=by_day),
    )


SESSIONS = _attendance(by_day=True)
"""A row per child and week."""

BY_CHILD = _attendance(by_day=False)
"""A row per child over the whole window that is asked for."""
