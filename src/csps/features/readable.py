"""Which tables features may read, and which features of a day are empty for everybody because a feed was absent.

A feed is absent before its first delivery, and for the time since its latest one once that is older than the council allows.
A window that reaches into such a time is not covered: what is counted in it would be too little, and is left empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.features.listing import declarations
from csps.features.source import HOUSES
from csps.settings import Use
from csps.store.arrivals import Arrivals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csps.features.declaration import Declared
    from csps.features.kind import Measure
    from csps.settings import Programme
    from csps.store.arrivals import Arrived
    from csps.store.engines import Connection


@dataclass(frozen=True)
class Readable:
    """What features of some days may read.

    Args:
        there: the tables, families included, of which anything had come by the last of the days.
        arrived: what had come of each by each day; tables of families are not among them.
    """

    there: frozenset[str]
    arrived: Mapping[date, Mapping[str, Arrived]]

    def absent(self, day: date, declared: Iterable[Declared]) -> frozenset[str]:
        """Name the features that are empty for every family of a day.

        One that is made of several feeds and counts what there is of each is never among them.
        """
        arrived = self.arrived[day]
        return frozenset(
            each.feature.name
            for each in declared
            if not each.partial and not all(_is_covered(measure, arrived, day) for measure in each.measures)
        )

    def silent(self, day: date) -> dict[str, Arrived]:
        """Give the tables that had fallen silent on a day."""
        return {name: each for name, each in sorted(self.arrived[day].items()) if each.silent_days(day)}


def readable(lake: Connection, programme: Programme, days: Sequence[date]) -> Readable:
    """Find what features of some days may read.

    Args:
        lake: where the tables are.
        programme: which feeds may be used for scoring, and how late each may be.
        days: as-of dates.
    """
    arrivals = Arrivals(lake, programme, allowed(programme))
    arrived = {day: arrivals.on(day) for day in days}
    return Readable(frozenset(name for found in arrived.values() for name in found) | HOUSES, arrived)


def tables_read() -> tuple[str, ...]:
    """Name every table that a feature reads, the families themselves left out."""
    return tuple(sorted({table for each in declarations() for table in each.feature.sources} - HOUSES))


def allowed(programme: Programme) -> set[str]:
    """Give the tables that may be used for scoring."""
    scoring = {table for feed in programme.feeds_for(Use.SCORING).values() for table in feed.delivers}
    refused = programme.refused_for(Use.SCORING)
    return {table for table in tables_read() if table in scoring - refused or not table.startswith("feeds.")}


def _is_covered(measure: Measure, arrived: Mapping[str, Arrived], day: date) -> bool:
    """Say whether every table of a measure had come, and was whole up to the end of its window."""
    for table in measure.kind.source.tables:
        if table in HOUSES:
            continue
        if table not in arrived or 7 * measure.after < arrived[table].silent_days(day):
            return False
    return True
