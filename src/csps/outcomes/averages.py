"""Attendance averaged over school terms, and for which days an average is the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import ATTENDANCE
from csps.outcomes.origin import ORIGIN, PERSON, added_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.outcomes.evidence import Evidence

LONGEST_TERM = 200
"""Days after the last day of a term by which the next one is over: an average is not kept up by pupils who left."""


def averages(evidence: Evidence, terms: int) -> ibis.Table:
    """Give each child's sessions over so many consecutive terms, for as long as they are the latest.

    Returns:
        family_id, person_id, since (the day after the last of the terms), until (the day after the next term is over,
        or LONGEST_TERM days later), possible, absent, unauthorised, and where they are written: first_on and last_on are
        the first and last day of the terms.
    """
    rows = evidence.attendance()
    by_child = {"group_by": ("family_id", "person_id"), "order_by": "term"}
    window = ibis.window(**by_child, preceding=terms - 1, following=0)
    counted = ("possible", "absent", "unauthorised", "summed")
    rows = rows.mutate(
        **{f"over_{name}": rows[name].sum().over(window).cast("int64") for name in counted},
        began=rows.term.min().over(window),
        first_on=rows["first"].min().over(window),
        next_last=rows["last"].lead().over(ibis.window(**by_child)),
    )
    rows = rows.filter((rows.term - rows.began == terms - 1) & (rows.over_possible > 0))
    at_the_latest = rows["last"] + ibis.interval(days=LONGEST_TERM)
    return rows.select(
        *PERSON,
        *(name for name in ORIGIN if name in ("record_id", "known_on", "first_on")),
        from_table=ibis.literal(ATTENDANCE),
        last_on=rows["last"],
        since=rows["last"] + ibis.interval(days=1),
        until=ibis.least(ibis.coalesce(rows.next_last + ibis.interval(days=1), at_the_latest), at_the_latest),
        **{name: rows[f"over_{name}"] for name in counted},
    )


def absent_from_school(evidence: Evidence, terms: int, enough: Callable[[ibis.Table], ibis.Value]) -> ibis.Table:
    """Find children who missed enough of school over so many consecutive terms.

    Args:
        evidence: about the families.
        terms: how many.
        enough: says it of possible, absent and unauthorised sessions.
    """
    rows = averages(evidence, terms)
    return added_up(rows.filter(enough(rows)), evidence.registers(), row_by_row=evidence.row_by_row)
