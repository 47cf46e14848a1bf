"""Does what is stored agree with the rows it came from? Asked of some families each week, before anything is scored.

The families are those about whom agencies recorded most, and as many by lot: a fault shows where something is. The lot is
drawn from the hash of date and pseudonym, so that the same week asks the same families.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.features.family_week import NAME
from csps.features.listing import declarations
from csps.features.readable import readable
from csps.features.trace import trace
from csps.store.held import arrow_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.settings import Programme
    from csps.store import Connection, Edition

    Values = Mapping[str, Mapping[str, float | None]]

PARITY = "features.parity"
FAMILIES = 24


@dataclass(frozen=True)
class ParityChecked:
    """What came of the comparison.

    Args:
        families: how many were compared.
        values: how many values.
    """

    families: int
    values: int


def check_parity(edition: Edition, *, day: date, programme: Programme, families: int = FAMILIES) -> ParityChecked:
    """Compare stored features of some families with what their rows say, and write `features.parity`.

    Args:
        edition: holds features of the day.
        day: the as-of date.
        programme: which feeds may be used for scoring.
        families: how many are compared at most.

    Raises:
        UsageError: no features were computed for the day.
        IntegrityError: some differ; the features are named, and nothing is written.
    """
    names = [each.feature.name for each in declarations()]
    with edition.connect() as lake:
        stored = _stored(lake, day, names, families)
        may = readable(lake, programme, [day])
        empty = may.absent(day, declarations())
        found = trace(lake, day, list(stored), declarations(), there=may.there, empty=empty).values
    differing = {name: sum(not _same(stored[each][name], found[each][name]) for each in stored) for name in names}
    _refuse_breach(differing, day, len(stored))
    edition.write(PARITY, _rows(day, differing, len(stored)), part=day.isoformat())
    return ParityChecked(len(stored), len(stored) * len(names))


def _stored(lake: Connection, day: date, names: Sequence[str], families: int) -> Values:
    """Read the features of the families that are asked: those that agencies know best, and others by lot."""
    week = lake.table(NAME, part=day.isoformat())
    known = lake.backend.to_pyarrow(week.select("family_id", "agencies_52w")).to_pylist()
    by_lot = sorted(known, key=lambda row: _lot(day, row["family_id"]))
    best = sorted(by_lot, key=lambda row: -(row["agencies_52w"] or 0))[: families // 2]
    asked = dict.fromkeys(row["family_id"] for row in (*best, *by_lot))
    chosen = list(asked)[:families]
    rows = lake.backend.to_pyarrow(week.filter(week.family_id.isin(chosen)).select("family_id", *names)).to_pylist()
    return {row.pop("family_id"): row for row in rows}


def _lot(day: date, family: str) -> str:
    return hashlib.sha256(f"{day.isoformat()} {family}".encode()).hexdigest()


def _same(stored: float | None, found: float | None) -> bool:
    """Compare values and types: 1 is not 1.0 here."""
    return stored == found and type(stored) is type(found)


def _refuse_breach(differing: Mapping[str, int], day: date, families: int) -> None:
    broken = [f"{name} (of {count})" for name, count in differing.items() if count]
    if broken:
        shown = ", ".join(broken[:10]) + (f" and {len(broken) - 10} more" if len(broken) > 10 else "")
        raise IntegrityError(
            f"Stored features of {day.isoformat()} are not what their rows say, in {families} families that were counted "
            f"again: {shown}.",
            unchanged="Nothing was scored.",
            next_step=f"Compute them again with `csps features --as-of {day.isoformat()}`, "
            "and ask `csps features explain` about one of them.",
        )


def _rows(day: date, differing: Mapping[str, int], families: int) -> object:
    columns: dict[str, Sequence[object]] = {
        "as_of": [day] * len(differing),
        "feature": list(differing),
        "families": [families] * len(differing),
        "differing": list(differing.values()),
    }
    types = {"as_of": "date", "feature": "string", "families": "int64", "differing": "int64"}
    return arrow_rows(columns, types)
