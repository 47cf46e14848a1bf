"""Which tables had arrived on a day, and whether they still come: a feed that fell silent says nothing about the time since.

Three things are told apart everywhere: nothing happened, it is not known, and the feed is absent. A feed is absent before
its first delivery, and again once its last one is older than the council allows (`late_after_days` in programme.toml).
A delivery without rows is a delivery: nothing happened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csps.store.known import first_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csps.settings import Programme
    from csps.store.engines import Connection

LOADS = "feeds.load"
EVER = date.max


@dataclass(frozen=True)
class Arrived:
    """What had come of a table by a day.

    Args:
        first_on: the first day on which anything of it was known.
        latest_on: the day of its latest delivery; None where the lake keeps no ledger of it.
        whole_until: up to which day it is whole: the latest delivery and the days that the council allows until the next.
    """

    first_on: date
    latest_on: date | None = None
    whole_until: date = EVER

    def silent_days(self, day: date) -> int:
        """Give for how many days up to a day it has said nothing; 0 where it is not late.

        >>> Arrived(date(2020, 1, 6), date(2024, 3, 4), date(2024, 3, 18)).silent_days(date(2024, 3, 18))
        0
        >>> Arrived(date(2020, 1, 6), date(2024, 3, 4), date(2024, 3, 18)).silent_days(date(2024, 3, 19))
        15
        """
        if self.latest_on is None or day <= self.whole_until:
            return 0
        return (day - self.latest_on).days


class Arrivals:
    """The deliveries of some tables, asked once and then answered for any day.

    A table that several feeds deliver is whole while one of them still comes: a feed may have taken another's place.

    Args:
        lake: with `feeds.load`; a lake without it knows since when a table is there, and of no silence.
        programme: how late each feed may be.
        names: the tables.
    """

    def __init__(self, lake: Connection, programme: Programme, names: Iterable[str]) -> None:
        wanted = sorted(set(names))
        self._first = first_known(lake, wanted)
        self._days = _delivered(lake, wanted)
        self._allowed = {name: timedelta(days=feed.late_after_days) for name, feed in programme.feeds.items()}

    def on(self, day: date) -> Mapping[str, Arrived]:
        """Give what had come by a day, by table; tables of which nothing had are left out."""
        found = {}
        for name in self._first.keys() | self._days.keys():
            came = {feed: max(on) for feed, days in self._days[name].items() if (on := [d for d in days if d <= day])}
            firsts = [first for first in (self._first.get(name), *map(min, self._days[name].values())) if first]
            if min(firsts) > day:
                continue
            late = [on + self._allowed[feed] for feed, on in came.items() if feed in self._allowed]
            whole = max(late) if late else EVER
            found[name] = Arrived(min(firsts), max(came.values(), default=None), whole)
        return found


def _delivered(lake: Connection, names: Iterable[str]) -> Mapping[str, Mapping[str, list[date]]]:
    """Give the days on which deliveries of each table were taken in, by feed."""
    loads = lake.table_or_empty(LOADS)
    loads = loads.filter(loads.state == "taken in", loads.table_name.isin(list(names)))
    found: dict[str, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for row in loads.select("table_name", "feed", "known_on").distinct().to_pyarrow().to_pylist():
        found[row["table_name"]][row["feed"]].append(row["known_on"])
    return found
