"""School terms as a running number, and for which days an average over terms is the latest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import ibis

from csps.domain.weeks import monday_of, term_of

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence

LONGEST_TERM = 200
"""Days after the last day of a term by which the next one is over: an average is not kept up by pupils who left."""


@dataclass(frozen=True)
class Terms:
    """School terms in order.

    Args:
        spans: first and last day of each.
    """

    spans: tuple[tuple[date, date], ...]

    def weeks(self) -> dict[str, list[object]]:
        """Give every Monday with the term it is in, as columns: monday, term, first, last.

        A week is in the term of its Monday. Terms that are cut off at either end are left out.
        """
        rows = [
            (monday, number, first, last)
            for number, (first, last) in enumerate(self.spans)
            for monday in _mondays(first, last)
        ]
        names = ("monday", "term", "first", "last")
        return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def terms_between(first: date, last: date) -> Terms:
    """Give the terms that lie wholly between two days.

    >>> [span[0].isoformat() for span in terms_between(date(2025, 8, 30), date(2026, 4, 10)).spans]
    ['2025-09-01', '2026-01-01']
    """
    spans, start, day = [], None, first
    while day <= last:
        changes = term_of(day) is not term_of(day - timedelta(days=1))
        if changes and start is not None:
            spans.append((start, day - timedelta(days=1)))
        start = day if changes else start
        day += timedelta(days=1)
    return Terms(tuple(spans))


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


def _mondays(first: date, last: date) -> list[date]:
    monday = monday_of(first)
    monday = monday if monday >= first else monday + timedelta(days=7)
    return [monday + timedelta(days=7 * place) for place in range((last - monday).days // 7 + 1)]
