"""Compute what was known about each family on each date, and write it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.progress import SilentProgress
from csps.features.family_week import NAME
from csps.features.listing import declarations
from csps.features.matrix import Matrix, is_absent
from csps.features.source import HOUSES
from csps.settings import Use
from csps.store.held import arrow_rows
from csps.store.known import first_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import Programme
    from csps.store import Connection, Edition
    from csps.store.held import ArrowTable

STATES = "features.source_state"


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
    with edition.connect() as lake:
        known = usable(lake, programme)
        for there, days in _alike(known, dates).items():
            missing = tuple(each.feature.name for each in declarations() if is_absent(each, there))
            matrix = Matrix(lake, days, there=there)
            for day in (progress or SilentProgress()).track(days, what="computing what was known", total=len(days)):
                absent[day] = missing
                families[day] = edition.write(NAME, matrix.on(day), part=day.isoformat()).rows
                edition.write(STATES, _states(day, known, programme), part=day.isoformat())
    return FeaturesComputed(families, absent)


def _alike(known: Mapping[str, date], dates: Sequence[date]) -> dict[frozenset[str], list[date]]:
    """Put dates together on which the same feeds had arrived: what is told for one of them holds for all."""
    alike: dict[frozenset[str], list[date]] = defaultdict(list)
    for day in dates:
        alike[there_on(known, day)].append(day)
    return alike


def there_on(known: Mapping[str, date], day: date) -> frozenset[str]:
    """Give the tables that features of a day may read."""
    return frozenset(name for name, first in known.items() if first <= day) | HOUSES


def _states(day: date, known: Mapping[str, date], programme: Programme) -> ArrowTable:
    """Say of every table that features read whether those of a day could read it."""
    refused = set(tables_read()) - allowed(programme)
    columns: dict[str, list[object]] = {name: [] for name in ("as_of", "table_name", "state", "first_known_on")}
    for name in tables_read():
        first = known.get(name)
        state = "not allowed" if name in refused else "there" if first is not None and first <= day else "absent"
        for column, value in zip(columns, (day, name, state, first if state == "there" else None), strict=True):
            columns[column].append(value)
    types = {"as_of": "date", "table_name": "string", "state": "string", "first_known_on": "date"}
    return arrow_rows(columns, types)


def tables_read() -> tuple[str, ...]:
    """Name every table that a feature reads, the families themselves left out."""
    return tuple(sorted({table for each in declarations() for table in each.feature.sources} - HOUSES))


def allowed(programme: Programme) -> set[str]:
    """Give the tables that may be used for scoring."""
    scoring = {table for feed in programme.feeds_for(Use.SCORING).values() for table in feed.delivers}
    refused = programme.refused_for(Use.SCORING)
    return {table for table in tables_read() if table in scoring - refused or not table.startswith("feeds.")}


def usable(lake: Connection, programme: Programme) -> dict[str, date]:
    """Give the tables that may be used for scoring, with the first day on which each was known."""
    return first_known(lake, sorted(allowed(programme)))
