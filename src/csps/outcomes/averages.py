"""Attendance averaged over school terms, and for which days an average is the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence

LONGEST_TERM = 200
"""Days after the last day of a term by which the next one is over: an average is not kept up by pupils who left."""


def averages(evidence: Evidence, terms: int) -> ibis.Table:
    """Give each child's sessions over so many consecutive terms, for as long as they are the latest.

    Returns:
        family_id, person_id, since (the day after the last of the terms), until (the day after the next term is over,
        or LONGEST_TERM days later), possible, absent.
    """
    rows = evidence.attendance()
    by_child = {"group_by": ("family_id", "person_id"), "order_by": "term"}
    window = ibis.window(**by_child, preceding=terms - 1, following=0)
    rows = rows.mutate(
        over_possible=rows.possible.sum().over(window).cast("int64"),
        over_absent=rows.absent.sum().over(window).cast("int64"),
        began=rows.term.min().over(window),
        next_last=rows["last"].lead().over(ibis.window(**by_child)),
    )
    rows = rows.filter((rows.term - rows.began == terms - 1) & (rows.over_possible > 0))
    at_the_latest = rows["last"] + ibis.interval(days=LONGEST_TERM)
    return rows.select(
        "family_id",
        "person_id",
        since=rows["last"] + ibis.interval(days=1),
        until=ibis.least(ibis.coalesce(rows.next_last + ibis.interval(days=1), at_the_latest), at_the_latest),
        possible=rows.over_possible,
        absent=rows.over_absent,
    )
