"""Compute what was known about each family on each date, and write it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from csps.contracts.feature import Missing
from csps.domain.progress import SilentProgress
from csps.features.as_of import AsOf
from csps.features.family_week import NAME
from csps.features.listing import declarations
from csps.features.long_form import counted, spread
from csps.features.source import HOUSES
from csps.settings import Use
from csps.store.engines import IBIS_TYPES
from csps.store.held import held
from csps.store.known import first_known
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.features.declaration import Declared
    from csps.features.kind import Measure
    from csps.features.source import Source
    from csps.settings import Programme
    from csps.store import Connection, Edition
    from csps.store.people import People


@dataclass(frozen=True)
class FeaturesComputed:
    """What came of computing features.

    Args:
        families: rows written, by date.
        absent: features that are empty for every family of a date because a feed had not arrived, by date.
    """

    families: Mapping[date, int]
    absent: Mapping[date, tuple[str, ...]]


def compute_features(
    edition: Edition, *, dates: Sequence[date], programme: Programme, progress: Progress | None = None
) -> FeaturesComputed:
    """Write a part of `features.family_week` for each date: the families of the cohort, a column per feature.

    Args:
        edition: what is read and written; its lake knows the contract that `family_week_table` gives.
        dates: as-of dates for which families were formed.
        programme: which feeds may be used for scoring.
        progress: told of each date.

    Raises:
        UsageError: no families were formed for a date.
    """
    families: dict[date, int] = {}
    absent: dict[date, tuple[str, ...]] = {}
    with edition.connect() as lake:
        known = usable(lake, programme)
    for day in (progress or SilentProgress()).track(dates, what="computing what was known", total=len(dates)):
        there = frozenset(name for name, first in known.items() if first <= day) | HOUSES
        absent[day] = tuple(each.feature.name for each in declarations() if is_absent(each, there))
        with edition.connect() as lake:  # one for each date: what was held for it goes with it
            rows = family_week(lake, day, there=there)
            families[day] = edition.write(NAME, rows, part=day.isoformat()).rows
    return FeaturesComputed(families, absent)


def usable(lake: Connection, programme: Programme) -> dict[str, date]:
    """Give the tables that may be used for scoring, with the first day on which each was known.

    A table that one feed may use and another may not is not used: its rows do not say which feed they came from.
    """
    scoring = {feed.table for feed in programme.feeds_for(Use.SCORING).values()}
    refused = {feed.table for feed in programme.feeds.values() if not feed.allows(Use.SCORING)}
    tables = {table for each in declarations() for table in each.feature.sources} - HOUSES
    wanted = sorted(table for table in tables if table in scoring - refused or not table.startswith("feeds."))
    return first_known(lake, wanted)


def is_absent(declared: Declared, there: frozenset[str]) -> bool:
    """Say whether a feature is empty for everybody because a table it reads is not there."""
    return not declared.partial and not set(declared.feature.sources) <= there


def family_week(
    lake: Connection, day: date, *, there: frozenset[str], declared: Sequence[Declared] | None = None
) -> ibis.Table:
    """Give features of every family of the cohort on a day.

    Args:
        lake: where the tables are; of either engine.
        day: the as-of date.
        there: the tables that may be read.
        declared: which features; None for all of them.
    """
    wanted = declarations() if declared is None else declared
    door = AsOf(lake, _held_people(lake, day))
    kinds = dict.fromkeys(measure.kind.name for each in wanted for measure in each.measures)
    numbers = {name: number for number, name in enumerate(kinds)}
    sources = {source: found for source, found in _by_source(wanted).items() if set(source.tables) <= there}
    families = door.people.families.select("family_id")
    wide: ibis.Table = families
    for number, found in enumerate(sources.values()):
        # Spread source by source, because a row then meets only the columns of its own source; and with a key of its own
        # for each piece, because Ibis then makes one flat chain of joins.
        piece = spread(counted(door, found, numbers), found, numbers).rename({f"family_{number}": "family_id"})
        kept = held(lake, piece)
        wide = wide.left_join(kept, families.family_id == kept[f"family_{number}"])
    columns = {each.feature.name: _value(wide, each, there) for each in wanted}
    return wide.select(as_of=ibis.literal(day), family_id=wide.family_id, **columns)


def _held_people(lake: Connection, day: date) -> People:
    """Give the people of a day, computed once: every source is joined to them."""
    people = people_on(lake, day)
    return replace(
        people,
        families=held(lake, people.families),
        members=held(lake, people.members),
        records=held(lake, people.records),
    )


def _by_source(declared: Sequence[Declared]) -> dict[Source, list[Measure]]:
    """Give every measure once, with those that have one source together."""
    grouped: dict[Source, dict[str, Measure]] = defaultdict(dict)
    for each in declared:
        for measure in each.measures:
            grouped[measure.kind.source][measure.name] = measure
    return {source: list(measures.values()) for source, measures in grouped.items()}


def _value(wide: ibis.Table, declared: Declared, there: frozenset[str]) -> ibis.Value:
    """Give a feature from its measures: 0 where nothing happened, empty where it is not known or the feed is absent."""
    kind = IBIS_TYPES[declared.feature.type]
    if is_absent(declared, there):
        return ibis.null(kind)
    zero = declared.feature.missing is Missing.NOTHING_HAPPENED
    measures = [_measure(wide, measure, zero=zero) for measure in declared.measures]
    value = measures[0] if declared.formula is None else declared.formula(*measures)
    return value.cast(kind)


def _measure(wide: ibis.Table, measure: Measure, *, zero: bool) -> ibis.Value:
    if measure.name not in wide.columns:
        return ibis.literal(0, "int64")
    return wide[measure.name].fill_null(0) if zero else wide[measure.name]
