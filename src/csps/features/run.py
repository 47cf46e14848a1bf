"""Compute what was known about each family on each date, and write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.progress import SilentProgress
from csps.features.family_week import NAME
from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.readable import allowed, readable, tables_read
from csps.store.held import arrow_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import Programme
    from csps.store import Edition
    from csps.store.arrivals import Arrived
    from csps.store.held import ArrowTable

STATES = "features.source_state"
_STATE_TYPES = {
    "as_of": "date",
    "table_name": "string",
    "state": "string",
    "first_known_on": "date",
    "latest_on": "date",
}


@dataclass(frozen=True)
class FeaturesComputed:
    """What came of computing features.

    Args:
        families: rows written, by date.
        absent: features that are empty for every family of a date because a feed had not arrived or fell silent, by date.
        silent: tables that had fallen silent, by date.
    """

    families: Mapping[date, int]
    absent: Mapping[date, tuple[str, ...]]
    silent: Mapping[date, Mapping[str, Arrived]]

    def __str__(self) -> str:
        """Say it in sentences, and every feed that fell silent by name."""
        total = sum(self.families.values())
        told = [f"{total:,} families on {len(self.families)} dates."]
        for day, found in self.silent.items():
            for table, arrived in found.items():
                told.append(
                    f"{table} had fallen silent on {day}: its latest delivery is of {arrived.latest_on}. What features "
                    "would count since is left empty."
                )
        return "\n".join(told)


def compute_features(
    edition: Edition, *, dates: Sequence[date], programme: Programme, progress: Progress | None = None
) -> FeaturesComputed:
    """Write a part of `features.family_week` for each date: the families of the cohort, a column per feature.

    Beside it `features.source_state` says which tables could be read.

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
    silent: dict[date, Mapping[str, Arrived]] = {}
    with edition.connect() as lake:
        found = readable(lake, programme, dates)
        empty = {day: found.absent(day, declarations()) for day in dates}
        matrix = Matrix(lake, dates, there=found.there, empty=empty)
        for day in (progress or SilentProgress()).track(dates, what="computing what was known", total=len(dates)):
            absent[day], silent[day] = tuple(sorted(empty[day])), found.silent(day)
            families[day] = edition.write(NAME, matrix.on(day), part=day.isoformat()).rows
            edition.write(STATES, _states(day, found.arrived[day], programme), part=day.isoformat())
    return FeaturesComputed(families, absent, silent)


def _states(day: date, arrived: Mapping[str, Arrived], programme: Programme) -> ArrowTable:
    """Say of every table that features read whether those of a day could read it."""
    refused = set(tables_read()) - allowed(programme)
    columns: dict[str, list[object]] = {name: [] for name in _STATE_TYPES}
    for name in tables_read():
        found = None if name in refused else arrived.get(name)
        state = "not allowed" if name in refused else "absent" if found is None else "there"
        if found is not None and found.silent_days(day):
            state = "silent"
        first, latest = (None, None) if found is None else (found.first_on, found.latest_on)
        for column, value in zip(columns, (day, name, state, first, latest), strict=True):
            columns[column].append(value)
    return arrow_rows(columns, _STATE_TYPES)
