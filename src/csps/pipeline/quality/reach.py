"""About which families of a week each feed says anything: by rows that name a person, or by rows that belong to such rows.

A balance of rent names nobody; it belongs to a tenancy, and that to its tenants. An assessment factor belongs to its
assessment, a property to who pays council tax for it.
"""

from __future__ import annotations

from collections import deque
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import register_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from csps.contracts.model import Table
    from csps.settings import Programme
    from csps.store import Connection

RECORD_ID = "record_id"
BITS = {"own": "int64", "through": "int64"}


class Step(NamedTuple):
    """From rows of one table to those of another that they belong to, or that belong to them."""

    column: str
    table: str
    other: str


class Reach:
    """Which tables say something about how many families.

    Args:
        families: how many families there are; None where none were formed.
        patterns: two sets of tables, as bits: those whose own rows say something about a family, and those that do so through
            the rows of others -> how many families there are about whom exactly these do.
        tables: the tables in the order of their bits.
    """

    def __init__(self, families: int | None, patterns: Mapping[tuple[int, int], int], tables: list[str]) -> None:
        self.families = families
        self._patterns = patterns
        self._bits = {table: 1 << place for place, table in enumerate(tables)}

    def with_any_of(self, tables: Iterable[str]) -> int | None:
        """Count the families about whom any of some tables says anything."""
        if self.families is None:
            return None
        mask = self._mask(tables)
        return sum(count for (own, through), count in self._patterns.items() if (own | through) & mask)

    def with_none_but(self, tables: Iterable[str]) -> int | None:
        """Count the families about whom some of these tables and no other say anything with rows of their own.

        What others say through these rows would fall silent with them.
        """
        if self.families is None:
            return None
        mask = self._mask(tables)
        return sum(count for (own, _), count in self._patterns.items() if own and not own & ~mask)

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
    said = [_families(records, members_of, own=1 << place) for place, records in _own(lake, tables)]
    said += [_families(records, members_of, through=1 << place) for place, records in _through(lake, tables)]
    nothing = members.select("family_id").distinct().mutate(own=0, through=0).cast(BITS)
    every = nothing.union(*said)
    patterns = every.group_by("family_id").agg(own=every["own"].bit_or(), through=every["through"].bit_or())
    counted = patterns.group_by("own", "through").agg(families=patterns.count()).to_pyarrow().to_pylist()
    found = {(row["own"], row["through"]): row["families"] for row in counted}
    return Reach(sum(found.values()), found, tables)


def _families(records: Any, members_of: Any, own: int = 0, through: int = 0) -> Any:
    families = records.distinct().inner_join(members_of, RECORD_ID).select("family_id")
    return families.mutate(own=own, through=through).cast(BITS)


def _own(lake: Connection, tables: list[str]) -> Iterator[tuple[int, Any]]:
    for place, name in enumerate(tables):
        yield place, lake.table(name).select(RECORD_ID)


def _through(lake: Connection, tables: list[str]) -> Iterator[tuple[int, Any]]:
    for place, name in enumerate(tables):
        steps = steps_to_people(name, lake.holds)
        if not steps:
            continue
        rows = lake.table(name).select(_at=steps[0].column).distinct()
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            there = lake.table(step.table)
            onward = RECORD_ID if following is None else following.column
            rows = rows.inner_join(there.select(_at=step.other, _onward=onward), "_at").select(_at="_onward").distinct()
        yield place, rows.select(**{RECORD_ID: "_at"})


def steps_to_people(name: str, is_held: Callable[[str], bool]) -> list[Step]:
    """Give the fewest steps from the rows of a table that names nobody to rows that name a person; none where there are none.

    >>> steps_to_people("feeds.council_tax_property", lambda name: True)[-1].table
    'feeds.council_tax_account'
    >>> steps_to_people("feeds.ssd_person", lambda name: True)
    []

    Args:
        name: of a delivered table.
        is_held: whether there are rows of a table.
    """
    tables = delivered_tables()
    if tables[name].person is not None:
        return []
    reached: set[str] = {name}
    waiting: deque[tuple[str, list[Step]]] = deque([(name, [])])
    while waiting:
        here, steps = waiting.popleft()
        for step in _steps_from(tables[here], tables):
            if step.table in reached or not is_held(step.table):
                continue
            reached.add(step.table)
            if tables[step.table].person is not None:
                return [*steps, step]
            waiting.append((step.table, [*steps, step]))
    return []


def _steps_from(table: Table, tables: Mapping[str, Table]) -> Iterator[Step]:
    """Give the steps to tables that this one refers to, and to those that refer to it; what names a person is no step."""
    for one, other in ((table, None), *((each, table) for each in tables.values() if each is not table)):
        for column in one.columns:
            target, _, named = (column.references or "").rpartition(".")
            if target not in tables or target == one.name or register_of(one, column.name) is not None:
                continue
            if other is None:
                yield Step(column.name, target, named)
            elif target == other.name:
                yield Step(named, one.name, column.name)
