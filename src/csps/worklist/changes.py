"""How a family stands beside the last list that was published before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csps.settings.bands import Bands
    from csps.store import Connection

ENTRY_TABLE = "worklist.entry"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A family's entry on the last list.

    Args:
        of_100: of 100 families scored like it then, about so many.
        band: the range its score lay in, by the name of then.
        weeks_listed: lists in a row it had been on.
    """

    of_100: int | None
    band: str | None
    weeks_listed: int


@dataclass(frozen=True, slots=True)
class LastList:
    """The last list before this one.

    Args:
        as_of: its Monday.
        entries: by family.
    """

    as_of: date
    entries: Mapping[str, Earlier]


def last_list(lake: Connection, before: date) -> LastList | None:
    """Give the latest list of an earlier Monday; None where there was none. A week made again does not see itself."""
    labels = [] if lake.manifest is None else lake.manifest.parts.get(ENTRY_TABLE, {})
    earlier = [label for label in labels if label < before.isoformat()]
    if not earlier:
        return None
    rows = lake.table(ENTRY_TABLE, part=max(earlier)).to_pyarrow().to_pylist()
    entries = {
        row["family_id"]: Earlier(row["maltreatment_of_100"], row["maltreatment_band"], row["weeks_listed"])
        for row in rows
    }
    return LastList(type(before).fromisoformat(max(earlier)), entries)


def change_of(family_id: str, band: str, last: LastList | None, bands: Bands) -> tuple[str, int]:
    """Give the code of a family's change since the last list, and how many lists in a row it is on now.

    A band that the council has renamed since cannot be compared, and counts as the same.
    """
    if last is None:
        return "first", 1
    earlier = last.entries.get(family_id)
    if earlier is None:
        return "new", 1
    heights = {level.name: height for height, level in enumerate(bands.levels)}
    then, now = heights.get(earlier.band or "", heights[band]), heights[band]
    return {-1: "up", 0: "same", 1: "down"}[(then > now) - (then < now)], earlier.weeks_listed + 1
