"""About which families of a week each feed says anything."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csps.settings import Programme
    from csps.store import Connection

RECORD_ID = "record_id"


class Reach:
    """Which tables say something about how many families.

    Args:
        families: how many families there are; None where none were formed.
        patterns: for each set of tables, as bits, the families about whom exactly these say anything.
        tables: the tables in the order of their bits.
    """

    def __init__(self, families: int | None, patterns: dict[int, int], tables: list[str]) -> None:
        self.families = families
        self._patterns = patterns
        self._bits = {table: 1 << place for place, table in enumerate(tables)}

    def with_any_of(self, tables: Iterable[str]) -> int | None:
        """Count the families about whom any of some tables says anything."""
        if self.families is None:
            return None
        mask = self._mask(tables)
        return sum(count for pattern, count in self._patterns.items() if pattern & mask)

    def with_none_but(self, tables: Iterable[str]) -> int | None:
        """Count the families about whom some of these tables and no other say anything."""
        if self.families is None:
            return None
        mask = self._mask(tables)
        return sum(count for pattern, count in self._patterns.items() if pattern and not pattern & ~mask)

    def _mask(self, tables: Iterable[str]) -> int:
        return reduce(or_, (self._bits.get(table, 0) for table in tables), 0)


def reach_of(lake: Connection, programme: Programme, week: date) -> Reach:
    """Find out which feeds say something about which families.

    Args:
        lake: a published week.
        programme: which feeds there are.
        week: the Monday of whose families it is asked.
    """
    parts = {} if lake.manifest is None else lake.manifest.parts.get("families.membership", {})
    if week.isoformat() not in parts or not lake.holds("linkage.record_link"):
        return Reach(None, {}, [])
    members = lake.table("families.membership", part=week.isoformat()).select("family_id", "person_id")
    links = lake.table("linkage.record_link").select(RECORD_ID, "person_id")
    tables = list(
        dict.fromkeys(table for feed in programme.feeds.values() for table in feed.delivers if lake.holds(table))
    )
    members_of = lake.backend.create_table("members_by_record", links.inner_join(members, "person_id"), temp=True)
    said = [
        lake.table(table)
        .select(RECORD_ID)
        .distinct()
        .inner_join(members_of, RECORD_ID)
        .select("family_id")
        .mutate(bit=1 << place)
        .cast({"bit": "int64"})
        for place, table in enumerate(tables)
    ]
    every = members.select("family_id").distinct().mutate(bit=0).cast({"bit": "int64"}).union(*said)
    patterns = every.group_by("family_id").agg(tables=every["bit"].bit_or())
    counted = patterns.group_by("tables").agg(families=patterns.count()).to_pyarrow().to_pylist()
    found = {row["tables"]: row["families"] for row in counted}
    return Reach(sum(found.values()), found, tables)
