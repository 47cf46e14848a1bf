"""Restrictions held against what csps made: every count of a leak must be nought.

The borough plants every kind of restriction. Counted is what a restriction forbids and was made all the same: two sides of
an adoption that are one person, a refuge among the places, a family that is left out and was described, learnt from,
scored or listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import ibis

from csps.store.restrictions import TOLD, families_left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.store import Connection, Lake, Manifest

FAR = date(9999, 12, 31)
MADE_OF_FAMILIES = {
    "described": "features.family_week",
    "learnt from or judged": "outcomes.family_outcome",
    "scored": "scoring.score",
    "listed": "worklist.entry",
}


@dataclass(frozen=True, slots=True)
class LeakMarks:
    """What restrictions forbid, and how often it was done.

    Args:
        adoptions: orders of which both identities are linked to somebody.
        joined: of them those whose identities are one person.
        in_refuge: stays in a refuge.
        refuges_seen: places at which different people of two such stays began to live meanwhile.
        left_out: families of the published week that are left out.
        made: of families left out, how many were described, learnt from, scored or listed, on any date.
    """

    adoptions: int
    joined: int
    in_refuge: int
    refuges_seen: int
    left_out: int
    made: Mapping[str, int]

    @property
    def leaks(self) -> int:
        """All of them together."""
        return self.joined + self.refuges_seen + sum(self.made.values())


def leak_marks(lake: Lake, manifest: Manifest) -> LeakMarks | None:
    """Count leaks; None where no restriction was taken in.

    Args:
        lake: of the workspace.
        manifest: the published week.
    """
    if TOLD not in manifest:
        return None
    with lake.connect(manifest=manifest) as seen:
        adoptions, joined = _adoptions(seen)
        in_refuge, refuges_seen = _refuges(seen)
        formed = manifest.parts.get("families.membership", {})
        dates = sorted(date.fromisoformat(part) for part in formed)
        left_out = {day: families_left_out(seen, [day]).select("family_id").distinct() for day in dates}
        this_week = left_out.get(manifest.week)
        return LeakMarks(
            adoptions,
            joined,
            in_refuge,
            refuges_seen,
            0 if this_week is None else _count(this_week),
            {what: _made(seen, table, left_out) for what, table in MADE_OF_FAMILIES.items()},
        )


def told_of_leaks(marks: LeakMarks | None) -> Iterator[str]:
    """Yield the marks in words."""
    if marks is None:
        return
    yield f"Restrictions: {marks.leaks:,} leaks."
    yield f"  of {marks.adoptions:,} adoptions {marks.joined:,} have both identities as one person"
    yield f"  {marks.refuges_seen:,} refuges among the places, of {marks.in_refuge:,} stays in one"
    made = ", ".join(f"{count:,} {what}" for what, count in marks.made.items())
    yield f"  {marks.left_out:,} families are left out this week; on all dates {made}"


def _told(seen: Connection, kind: str) -> ibis.Table:
    """Give the last version of each restriction of a kind, with the person each record is linked to."""
    told = seen.table_or_empty(TOLD)
    latest = ibis.row_number().over(group_by=[told.restriction_ref, told.record_id], order_by=told.known_on.desc())
    told = told.mutate(latest=latest).filter(ibis._.latest == 0).drop("latest")
    links = seen.table_or_empty("linkage.record_link").select("record_id", "person_id")
    return told.filter(told.kind == kind).inner_join(links, "record_id")


def _adoptions(seen: Connection) -> tuple[int, int]:
    sides = _told(seen, "ADOPTION")
    orders = sides.group_by("restriction_ref").agg(records=sides.record_id.nunique(), persons=sides.person_id.nunique())
    both = orders.filter(orders.records > 1)
    return _count(both), _count(both.filter(both.persons < both.records))


def _refuges(seen: Connection) -> tuple[int, int]:
    stays = _told(seen, "REFUGE").select("restriction_ref", "person_id", "start_date", "end_date")
    lived = seen.table_or_empty("linkage.residence").select("person_id", "place_id", "started_on")
    began = stays.inner_join(lived, "person_id")
    meanwhile = began.filter(
        began.started_on >= began.start_date, began.started_on <= began.end_date.coalesce(ibis.literal(FAR))
    )
    by_person = meanwhile.group_by("place_id", "person_id").agg(stay=meanwhile.restriction_ref.min())
    places = by_person.group_by("place_id").agg(stays=by_person.stay.nunique())
    return _count(stays.select("restriction_ref").distinct()), _count(places.filter(places.stays > 1))


def _made(seen: Connection, table: str, left_out: Mapping[date, ibis.Table]) -> int:
    """Count rows about families that are left out on the date of the row."""
    rows = seen.table_or_empty(table)
    if "in_population" in rows.columns:
        rows = rows.filter(rows.in_population)
    return sum(_count(rows.filter(rows.as_of == day).semi_join(gone, "family_id")) for day, gone in left_out.items())


def _count(rows: ibis.Table) -> int:
    return int(rows.count().to_pyarrow().as_py())
