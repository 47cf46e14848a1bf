"""Whether a line can be judged on a day: which of the tables it reads had come, had fallen silent, or may not be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.outcomes.reading import tables_of
from csps.outcomes.together import in_order
from csps.settings import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from csps.outcomes.line import Line
    from csps.settings import Programme
    from csps.store import Connection

LOAD = "feeds.load"
TAKEN_IN = "taken in"


@dataclass(frozen=True)
class Missing:
    """What stands in the way of judging a line.

    Args:
        table: that could not be read; empty where no table would say it.
        why: in words, to follow the table's name.
    """

    table: str
    why: str

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.table} {self.why}" if self.table else self.why


class Sources:
    """What had come by a day.

    Args:
        lake: where the tables are.
        programme: which feeds may be used, and how long each may be silent.
        day: the as-of date.
    """

    def __init__(self, lake: Connection, programme: Programme, day: date) -> None:
        self._lake = lake
        self._day = day
        self.refused = programme.refused_for(Use.SCORING)
        self._patience = _patience(programme)
        self._loads = self._latest_loads(programme)
        self._rows: dict[str, date | None] = {}  # the latest row of a table, where nobody wrote down its deliveries

    def missing(self, line: Line) -> tuple[Missing, ...]:
        """Say what is missing to judge a line of a family that no row speaks for; nothing where all is there.

        A line that only a nomination can say cannot be judged by the lack of one.
        """
        if line.find is None:
            return (Missing("", line.lacking),) if line.lacking else ()
        self._look_for_rows(tables_of(line))
        found = ((table, self._why(table)) for table in tables_of(line))
        return tuple(Missing(table, why) for table, why in found if why)

    def missing_of(self, lines: Iterable[Line]) -> dict[str, tuple[Missing, ...]]:
        """Say it of every line, by its name."""
        lines = tuple(lines)
        self._look_for_rows(table for line in lines for table in tables_of(line))
        found = {line.id: self.missing(line) for line in lines}
        for line in in_order(lines):
            found[line.id] += tuple(why for name in line.all_of for why in found[name])
        return {name: tuple(dict.fromkeys(why)) for name, why in found.items()}

    def _why(self, table: str) -> str:
        """Say why a table cannot be read; nothing where it can."""
        if not table.startswith("feeds."):
            return ""
        if table in self.refused:
            return "may not be used for scoring"
        latest = self._loads.get(table) or self._rows[table]
        if latest is None:
            return "had not been delivered"
        days, patience = (self._day - latest).days, self._patience.get(table)
        if patience is not None and days > patience:
            return f"last came on {latest.isoformat()}, {days} days before; it is late after {patience}"
        return ""

    def _latest_loads(self, programme: Programme) -> dict[str, date]:
        """Give the day of the latest delivery that was taken in, by table, whether or not it held a row."""
        loads = self._lake.table_or_empty(LOAD)
        loads = loads.filter(
            loads.known_on <= self._day, loads.state == TAKEN_IN, loads.feed.isin(sorted(programme.feeds))
        )
        rows = loads.group_by("table_name").agg(latest=ibis._.known_on.max()).to_pyarrow().to_pylist()
        return {row["table_name"]: row["latest"] for row in rows}

    def _look_for_rows(self, tables: Iterable[str]) -> None:
        """Find the latest day on which a row of some tables was known: one question for all of them."""
        asked = sorted({name for name in tables if name.startswith("feeds.")} - {*self._loads, *self._rows})
        there = [name for name in asked if self._lake.holds(name)]
        self._rows |= dict.fromkeys(asked)
        if there:
            rows = ((name, self._lake.table(name)) for name in there)
            parts = [
                each.filter(each.known_on <= self._day).agg(latest=each.known_on.max()).mutate(name=ibis.literal(name))
                for name, each in rows
            ]
            found = ibis.union(*parts).to_pyarrow().to_pylist()
            self._rows |= {row["name"]: row["latest"] for row in found}


def _patience(programme: Programme) -> Mapping[str, int]:
    """Give the days after which a table is late: of several feeds that deliver it, the most patient."""
    found: dict[str, int] = {}
    for feed in programme.feeds.values():
        for table in feed.delivers:
            found[table] = max(found.get(table, 0), feed.late_after_days)
    return found
