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
from csps.store.known import first_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import Programme
    from csps.store import Connection, Edition


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
        for there, days in _alike(known, dates).items():
            missing = tuple(each.feature.name for each in declarations() if is_absent(each, there))
            matrix = Matrix(lake, days, there=there)
            for day in (progress or SilentProgress()).track(days, what="computing what was known", total=len(days)):
                absent[day] = missing
                families[day] = edition.write(NAME, matrix.on(day), part=day.isoformat()).rows
    return FeaturesComputed(families, absent)


def _alike(known: Mapping[str, date], dates: Sequence[date]) -> dict[frozenset[str], list[date]]:
    """Put dates together on which the same feeds had arrived: what is told for one of them holds for all."""
    alike: dict[frozenset[str], list[date]] = defaultdict(list)
    for day in dates:
        alike[frozenset(name for name, first in known.items() if first <= day) | HOUSES].append(day)
    return alike


def usable(lake: Connection, programme: Programme) -> dict[str, date]:
    """Give the tables that may be used for scoring, with the first day on which each was known.

    A table that one feed may use and another may not is not used: its rows do not say which feed they came from.
    """
    scoring = {feed.table for feed in programme.feeds_for(Use.SCORING).values()}
    refused = {feed.table for feed in programme.feeds.values() if not feed.allows(Use.SCORING)}
    tables = {table for each in declarations() for table in each.feature.sources} - HOUSES
    wanted = sorted(table for table in tables if table in scoring - refused or not table.startswith("feeds."))
    return first_known(lake, wanted)
