"""The matrix of features: a row per family of a day, a column per feature. Training and the weekly run both come here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import ibis

from csps.contracts.feature import Missing
from csps.features.as_of import AsOf
from csps.features.listing import declarations
from csps.features.long_form import counted, reach, spread
from csps.features.past import AS_OF, FAMILY, FAMILY_NAME, Past, needs_of
from csps.store.engines import IBIS_TYPES
from csps.store.rounds import Rounds, without

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csps.features.declaration import Declared
    from csps.features.kind import Measure
    from csps.features.source import Source
    from csps.store import Connection
    from csps.store.rounds import DayRows

NAME = "matrix"


class Matrix:
    """Features of every family of the cohort, on one day after another.

    Args:
        lake: where the tables are; of either engine.
        days: as-of dates for which families were formed.
        there: the tables that may be read.
        declared: which features; None for all of them.
        families: only these families; None for all of the cohort.
        empty: features that are empty for everybody on a day, because a feed was absent then.

    Raises:
        UsageError: no families were formed for a day.
    """

    def __init__(
        self,
        lake: Connection,
        days: Sequence[date],
        *,
        there: frozenset[str],
        declared: Sequence[Declared] | None = None,
        families: Sequence[str] | None = None,
        empty: Mapping[date, Collection[str]] | None = None,
    ) -> None:
        self._there = there
        self._empty = empty or {}
        self._declared = tuple(declarations() if declared is None else declared)
        self._measures = {
            source: found for source, found in by_source(self._declared).items() if set(source.tables) <= there
        }
        weeks = {source: reach(found) for source, found in self._measures.items()}
        self._past = Past(lake, days, needs_of(weeks), families)
        self._rounds = Rounds(lake, days, self._told)

    def on(self, day: date) -> DayRows:
        """Give the rows of one of the days: as_of, family_id, the features. Use it up before asking for another."""
        return without(self._rounds.rows(day, NAME), self._empty.get(day, ()))

    def _told(self, rounds: Rounds) -> dict[str, ibis.Table]:
        door = AsOf.on(self._past, rounds)
        kinds = dict.fromkeys(measure.kind.name for found in self._measures.values() for measure in found)
        numbers = {name: number for number, name in enumerate(kinds)}
        families = self._past.families
        wide: ibis.Table = families.semi_join(door.families, FAMILY)
        for number, found in enumerate(self._measures.values()):
            # Spread source by source, because a row then meets only the columns of its own source; and with a key of its
            # own for each piece, because Ibis then makes one flat chain of joins.
            piece = spread(counted(door, found, numbers), found, numbers).rename({f"family_{number}": FAMILY})
            kept = rounds.hold(piece)
            wide = wide.left_join(kept, families.family_id == kept[f"family_{number}"])
        columns = {each.feature.name: value_of(wide, each, self._there) for each in self._declared}
        return {NAME: wide.select(AS_OF, family_id=wide[FAMILY_NAME], **columns)}


def by_source(declared: Sequence[Declared]) -> dict[Source, list[Measure]]:
    """Give every measure once, with those that have one source together."""
    grouped: dict[Source, dict[str, Measure]] = defaultdict(dict)
    for each in declared:
        for measure in each.measures:
            grouped[measure.kind.source][measure.name] = measure
    return {source: list(measures.values()) for source, measures in grouped.items()}


def is_absent(declared: Declared, there: frozenset[str]) -> bool:
    """Say whether a feature is empty for everybody because a table it reads is not there."""
    return not declared.partial and not set(declared.feature.sources) <= there


def value_of(wide: ibis.Table, declared: Declared, there: frozenset[str]) -> ibis.Value:
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
        return ibis.literal(0, "int64") if zero else ibis.null("int64")
    return wide[measure.name].fill_null(0) if zero else wide[measure.name]
