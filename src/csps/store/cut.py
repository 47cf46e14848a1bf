"""A lake from which everything known after a day is taken away: what a run on that day could at most have read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import ibis

    from csps.store.engines import Connection

KNOWN_ON = "known_on"


class CutLake:
    """A connection in which no table has a row that was known after a day.

    `csps.store.known` keeps later facts from being seen; this takes them away, so that the one can be tried on the other.
    Tables without `known_on`, such as families of a date, are left as they are.

    Args:
        lake: the connection.
        day: the last day of knowledge.
    """

    def __init__(self, lake: Connection, day: date) -> None:
        self._lake = lake
        self._day = day

    def __getattr__(self, name: str) -> Any:
        """Give everything that is not a table as the connection does."""
        return getattr(self._lake, name)

    def table(self, name: str, week: date | None = None, *, part: str | None = None) -> ibis.Table:
        """Give a table, cut; see `Connection.table`."""
        return self._cut(self._lake.table(name, week, part=part))

    def table_or_empty(self, name: str, **more: Any) -> ibis.Table:
        """Give a table, cut; see `Connection.table_or_empty`."""
        return self._cut(self._lake.table_or_empty(name, **more))

    def _cut(self, rows: ibis.Table) -> ibis.Table:
        return rows.filter(rows[KNOWN_ON] <= self._day) if KNOWN_ON in rows.columns else rows
