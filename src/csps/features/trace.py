"""What is behind a value: the rows, the members they are about, and the arithmetic from the ones to the other.

Rows come through the same door as those of the matrix. From there on everything is done once more, row by row in plain
Python, so that a trace that agrees with the stored value is evidence about both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.features.as_of import DAYS_AGO, AsOf
from csps.features.kind import WHOLE_PAST, Reading
from csps.features.long_form import of_kind, reach
from csps.features.matrix import by_source, value_of
from csps.features.past import FAMILY, FAMILY_NAME, PERSON, PERSON_NAME, Past, needs_of
from csps.store.held import a_few_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    import ibis

    from csps.features.declaration import Declared
    from csps.features.kind import Kind, Measure
    from csps.features.source import Source
    from csps.store import Connection

    Row = Mapping[str, object]
    Found = Mapping[str, Mapping[Source, Sequence[Row]]]


@dataclass(frozen=True)
class Traced:
    """What is behind the values of some families.

    Args:
        values: family -> feature -> value.
        measures: family -> measure -> whole number, None where there is no row.
        rows: family -> source -> rows as they are counted: who, how long ago, and for each kind whether the row is of it and
            its amount (`of.<kind>`, `amount.<kind>`).
        origins: family -> source -> rows as they were delivered, in the version known on the day; the same rows unless
            something is added up. Only where they were asked for.
    """

    values: Mapping[str, Mapping[str, float | None]]
    measures: Mapping[str, Mapping[str, int | None]]
    rows: Found
    origins: Found


def trace(
    lake: Connection,
    day: date,
    families: Sequence[str],
    declared: Sequence[Declared],
    *,
    there: frozenset[str],
    empty: Collection[str] = (),
    origins: bool = False,
) -> Traced:
    """Find what is behind the values of some families.

    Args:
        lake: where the tables are.
        day: the as-of date, for which families were formed.
        families: of the cohort.
        declared: which features.
        there: the tables that may be read.
        empty: features that are empty for everybody on the day, because a feed was absent then.
        origins: give the rows as they were delivered as well.
    """
    sources = {source: found for source, found in by_source(declared).items() if set(source.tables) <= there}
    weeks = {source: reach(found) for source, found in sources.items()}
    past = Past(lake, [day], needs_of(weeks, origin=origins), families)
    asked = _Asked(lake, past, AsOf.at(past, day, lake))
    counted: dict[str, dict[Source, list[Row]]] = {family: {} for family in families}
    delivered: dict[str, dict[Source, list[Row]]] = {family: {} for family in families}
    measures: dict[str, dict[str, int | None]] = {family: {} for family in families}
    for source, found in sources.items():
        kinds = list({measure.kind.name: measure.kind for measure in found}.values())
        apart = source.sums is not None
        rows = asked.rows(source, weeks[source], kinds, origin=origins and not apart)
        _share_out(counted, source, rows)
        if origins:
            _share_out(delivered, source, asked.rows(source, weeks[source], (), origin=True) if apart else rows)
        for family in families:
            for measure in found:
                measures[family][measure.name] = measured(counted[family][source], measure)
    values = _values(lake, measures, declared, there)
    for told in values.values():
        told.update(dict.fromkeys(told.keys() & set(empty)))
    return Traced(values, measures, counted, delivered)


def measured(rows: Sequence[Row], measure: Measure) -> int | None:
    """Count one measure of one family from its rows; None where it has no row within the window."""
    within = [
        (days, amount)
        for days, amount in things(rows, measure.kind)
        if 7 * measure.after <= days and (measure.weeks >= WHOLE_PAST or days < 7 * measure.weeks)
    ]
    if measure.reading is Reading.COUNT:
        return len(within) or None
    if measure.reading is Reading.LATEST:
        return min((days for days, _ in within), default=None)
    amounts = [amount for _, amount in within if amount is not None]
    if measure.reading is Reading.TOTAL:
        return sum(amounts) if amounts else None
    return (max if measure.reading is Reading.MOST else min)(amounts, default=None)


def things(rows: Sequence[Row], kind: Kind) -> list[tuple[int, int | None]]:
    """Give the things of a kind: how many days ago each was, and its amount. Rows about one thing are one."""
    told: dict[object, list[Row]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row[f"of.{kind.name}"]:
            told[tuple(row[column] for column in kind.counted) or number].append(row)
    return [_thing(about, kind) for about in told.values()]


def _thing(rows: Sequence[Row], kind: Kind) -> tuple[int, int | None]:
    days = [int(str(row[DAYS_AGO])) for row in rows]
    amounts = [int(str(row[f"amount.{kind.name}"])) for row in rows if row.get(f"amount.{kind.name}") is not None]
    return (max if kind.first else min)(days), max(amounts, default=None)


@dataclass(frozen=True)
class _Asked:
    """What was known about some families on a day, to be read source by source."""

    lake: Connection
    past: Past
    door: AsOf

    def rows(self, source: Source, weeks: int, kinds: Sequence[Kind], *, origin: bool) -> list[Row]:
        """Give a source's rows with the names of families and persons, and what each is of the kinds."""
        rows = self.door.rows(source, weeks=weeks, origin=origin)
        rows = rows.mutate(**{name: value for kind in kinds for name, value in _marks(rows, kind).items()})
        rows = rows.inner_join(self.past.families, FAMILY).left_join(self.past.persons, PERSON)
        found = self.lake.backend.to_pyarrow(rows.drop(FAMILY, PERSON, f"{PERSON}_right")).to_pylist()
        ordered = sorted(found, key=lambda row: [repr(value) for value in row.values()])
        return [{**row, PERSON: row[PERSON_NAME]} for row in ordered]


def _marks(rows: ibis.Table, kind: Kind) -> dict[str, ibis.Value]:
    """Say of each row whether it is of a kind, and its amount."""
    marks = {f"of.{kind.name}": of_kind(rows, kind).fill_null(False)}
    return marks if kind.amount is None else marks | {f"amount.{kind.name}": kind.amount(rows).cast("int64")}


def _share_out(into: Mapping[str, dict[Source, list[Row]]], source: Source, rows: Sequence[Row]) -> None:
    for found in into.values():
        found[source] = []
    for row in rows:
        into[str(row[FAMILY_NAME])][source].append(row)


def _values(
    lake: Connection,
    measures: Mapping[str, Mapping[str, int | None]],
    declared: Sequence[Declared],
    there: frozenset[str],
) -> dict[str, dict[str, float | None]]:
    """Make features of measures: by their formulas, which the matrix uses too."""
    names = dict.fromkeys(name for found in measures.values() for name in found)
    columns = {name: [found.get(name) for found in measures.values()] for name in names}
    types = {FAMILY_NAME: "string", **dict.fromkeys(names, "int64")}
    wide = a_few_rows({FAMILY_NAME: list(measures), **columns}, types)
    made = wide.select(FAMILY_NAME, **{each.feature.name: value_of(wide, each, there) for each in declared})
    rows = lake.backend.to_pyarrow(made).to_pylist()
    return {row.pop(FAMILY_NAME): row for row in rows}
