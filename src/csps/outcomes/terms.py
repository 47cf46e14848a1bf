"""School terms in order, each with a running number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from csps.domain.weeks import monday_of, term_of


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


def _mondays(first: date, last: date) -> list[date]:
    monday = monday_of(first)
    monday = monday if monday >= first else monday + timedelta(days=7)
    return [monday + timedelta(days=7 * place) for place in range((last - monday).days // 7 + 1)]
