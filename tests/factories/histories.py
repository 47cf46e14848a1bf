"""Histories of families: what agencies recorded about a few people, at the edges where features go wrong.

A history is small and shrinks: rows are dropped one by one, days go to 0. Its days lie on the edges of windows as often as
not. It may hold a second family that shares people with the first, rows that were corrected later, rows that became known
only after the day, people who left, values that nobody filled in, and days that stand for "not known".
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from tests.factories.known_town import DAY, KnownTown, Member

from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.features.listing import declarations
from csps.features.readable import tables_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from csps.contracts.model import Column

TABLES = tables_read()
THROUGH = {
    source.table: source.via
    for each in declarations()
    for source in (measure.kind.source for measure in each.measures)
    if source.via is not None
}
"""Tables whose rows name no person, with the one that does."""
EDGES = sorted({edge + step for edge in (0, 7, 91, 182, 273, 364, 728, 1092) for step in (-1, 0, 1)})
PLACEHOLDERS = (date(1900, 1, 1), date(1970, 1, 1))
ROLES = ("carer", "adult", "child", "expected")


@dataclass(frozen=True)
class Fact:
    """A row that some agency recorded.

    Args:
        table: where.
        who: number of the person; the last number is somebody outside the family.
        ago: days before the as-of date on which it happened; below 0 afterwards.
        lasted: days until it ended; None where it has not.
        delay: days until it was known.
        values: what else it says, drawn from this number.
        corrected: days after it was known when another version came; None for no other.
        placeholder: a day that stands for "not known" in place of `ago`; None for none.
        says: what is not drawn, by column; None for a column that nobody filled in.
    """

    table: str
    who: int
    ago: int
    lasted: int | None
    delay: int
    values: int
    corrected: int | None = None
    placeholder: int | None = None
    says: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class History:
    """A family, perhaps another with some of its people, and what was recorded.

    Args:
        members: role and age in months of each person, and days since the tie is known.
        shared: the people who are in a second family too.
        facts: what was recorded.
    """

    members: tuple[tuple[str, int | None, int | None], ...]
    shared: tuple[int, ...]
    facts: tuple[Fact, ...]


_ago = st.one_of(st.sampled_from(EDGES), st.integers(-20, 1200))
_members = st.lists(
    st.tuples(
        st.sampled_from(ROLES),
        st.one_of(st.none(), st.sampled_from((0, 11, 12, 59, 60, 215, 216, 217, 400)), st.integers(0, 900)),
        st.one_of(st.none(), st.sampled_from(EDGES[1:]), st.integers(0, 1200)),  # no tie is known before it begins
    ),
    min_size=1,
    max_size=5,
).map(tuple)
_fact = st.builds(
    Fact,
    table=st.sampled_from(TABLES),
    who=st.integers(0, 5),
    ago=_ago,
    lasted=st.one_of(st.none(), st.sampled_from((0, 1, 7, 91)), st.integers(0, 1200)),
    delay=st.sampled_from((0, 0, 0, 1, 30, 400)),
    values=st.integers(0, 2**16),
    corrected=st.one_of(st.none(), st.none(), st.sampled_from((1, 30, 200))),
    placeholder=st.one_of(st.none(), st.none(), st.none(), st.none(), st.sampled_from((0, 1))),
)
histories = st.builds(
    History,
    members=_members,
    shared=st.one_of(st.just(()), st.lists(st.integers(0, 4), max_size=3, unique=True).map(tuple)),
    facts=st.one_of(st.lists(_fact, max_size=4), st.lists(_fact, min_size=8, max_size=32)).map(tuple),
)


def of_each_column(values: Callable[[Column], Iterable[Any]], lasted: int | None = None) -> dict[str, History]:
    """Give a history for each table, column and value of it: two children and an adult, and lately a row about each.

    Args:
        values: gives the values of a column that are wanted; none leaves the column out.
        lasted: days until the rows ended; None where they have not.
    """
    members = (("child", 100, None), ("carer", 400, None), ("child", 200, None))
    told = [
        tuple(
            Fact(table, who, 9 + 30 * who, lasted, 0, values=4 * place + 1 + who, says=((column.name, value),))
            for who in range(len(members))
        )
        for place, table in enumerate(TABLES)
        for column in lake_tables()[table].columns
        for value in values(column)
    ]
    return {f"b{number}": History(members, (), facts) for number, facts in enumerate(told)}


def every_code(column: Column) -> list[Any]:
    """Give every code that a column may hold lately, as it holds it; none where it holds no codes."""
    if column.codes is None:
        return []
    return [[code] if column.type is Type.CODES else code for code in column.codes.valid_on(DAY)]


def families_of(history: History, name: str) -> dict[str, tuple[Member, ...]]:
    """Give the families of a history by their names."""
    people = [
        Member(f"{name}-{number}", role, age, None if since is None else DAY - timedelta(days=since))
        for number, (role, age, since) in enumerate(history.members)
    ]
    found = {name: tuple(people)}
    shared = tuple(people[number] for number in sorted(history.shared) if number < len(people))
    return found | ({f"{name}-too": shared} if shared else {})


def settle(town: KnownTown, history: History, name: str) -> None:
    """Put a history into a town. Its references are its own: what one history says is not about another."""
    for family, members in families_of(history, name).items():
        town.family(*members, name=family)
    kept: dict[Any, tuple[str, dict[str, Any]]] = {}
    for fact in history.facts:
        for row in _rows(fact, name, town.week):
            table = row.pop("of", fact.table)
            kept.setdefault(_key_of(table, row), (table, row))
    for table, row in kept.values():
        town.add(table, row)


def town_of(folder: Path, told: dict[str, History]) -> KnownTown:
    """Make one town of histories by name."""
    town = KnownTown(folder, week=DAY + timedelta(days=500))
    for name, history in told.items():
        settle(town, history, name)
    return town


def _rows(fact: Fact, name: str, last: date) -> list[dict[str, Any]]:
    """Give a fact as a row, and as another where it was corrected; none where nobody could know it yet."""
    day = DAY - timedelta(days=fact.ago) if fact.placeholder is None else PLACEHOLDERS[fact.placeholder]
    known = DAY - timedelta(days=fact.ago - fact.delay)
    first = _row(fact, name, day, random.Random(fact.values))
    rows = [{**first, "known_on": known}]
    if fact.corrected is not None:
        contract = lake_tables()[fact.table]
        again = _row(fact, name, day, random.Random(fact.values + 1))
        fixed = {column: first[column] for column in contract.key if column in first}
        rows.append({**again, **fixed, "known_on": known + timedelta(days=fact.corrected)})
    if fact.table in THROUGH and fact.values % 4:
        rows.append({**_whose(fact, first, name, day), "known_on": known, "of": THROUGH[fact.table].table})
    return [row for row in rows if row["known_on"] <= last]


def _whose(fact: Fact, row: dict[str, Any], name: str, day: date) -> dict[str, Any]:
    """Give the row that says whom a row is about which names no person."""
    via = THROUGH[fact.table]
    theirs = _row(replace(fact, table=via.table), name, day, random.Random(fact.values + 2))
    return theirs | {their: row[ours] for ours, their in via.on}


def _row(fact: Fact, name: str, day: date, chance: random.Random) -> dict[str, Any]:
    contract = lake_tables()[fact.table]
    row: dict[str, Any] = {"person": f"{name}-{fact.who}"}
    for column in contract.columns:
        if column.name not in ("record_id", "person_id", "delivery", "line", "known_on"):
            row[column.name] = _value(column, name, day, chance)
    if contract.happened_on is not None:
        row[contract.happened_on] = day
    if contract.ended_on is not None:
        row[contract.ended_on] = None if fact.lasted is None else day + timedelta(days=fact.lasted)
    row |= {column: value for column, value in fact.says if column in row}
    if contract.person is None:
        row["record_id"] = f"{name}-row-{chance.randint(0, 9)}"
        row.pop("person")
    return row


def _value(column: Any, name: str, day: date, chance: random.Random) -> Any:
    if not column.required and chance.random() < 0.15:
        return None
    least = column.minimum if column.minimum is not None else -500
    most = min(least + 2000, column.maximum if column.maximum is not None else least + 2000)
    made = {
        Type.CODE: lambda: chance.choice((column.codes.valid_on(day) or column.codes.values)[: chance.choice((4, 99))]),
        Type.CODES: lambda: sorted(chance.sample(column.codes.values, 2)),
        Type.FLAG: lambda: chance.random() < 0.5,
        Type.DATE: lambda: day + timedelta(days=chance.choice((0, 1, 30, 400))),
        Type.INTEGER: lambda: chance.randint(least, most),
        Type.TEXT: lambda: f"{name}-{chance.choice('abb')}",  # few, so that rows of two tables are about one thing
    }
    return made[column.type]()


def _key_of(table: str, row: dict[str, Any]) -> tuple[Any, ...]:
    names = {"record_id": "person", "person_id": "person"}
    return (table, *(row.get(column, row.get(names.get(column, column))) for column in lake_tables()[table].key))
