"""Who is under a restriction on a day: the one place where restrictions are read, so that every stage reads them alike.

Agencies tell of restrictions in `feeds.restriction`; what people of the programme set is copied into
`privacy.stated_restriction`. Both are about records, and through linkage about persons and their families.

Somebody who objected, or whose data's processing is restricted, is left out: their family is neither scored, nor learnt
from, nor listed (UK GDPR Articles 21 and 18). A family with a member in a refuge, of an adoption, or of the council's own
staff is *sealed*: it keeps its place in the tables, no file tells of it, and its names are for information governance only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from csps.store.held import a_few_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from csps.store.engines import Connection

LEFT_OUT = frozenset({"OBJECTION", "RESTRICTED"})
SEALED = frozenset({"REFUGE", "ADOPTION", "OWN_STAFF"})
OVERRIDABLE, OVERRIDE = "OBJECTION", "OVERRIDE"
TOLD, STATED = "feeds.restriction", "privacy.stated_restriction"


def records_under(lake: Connection, day: date, kinds: Collection[str], *, known_by: date | None = None) -> ibis.Table:
    """Give the records that are under a restriction on a day.

    What counts is the latest version of each restriction that was known, if it has begun and not ended. An objection that
    somebody overrode, with reasons on record, does not count while the override lasts.

    Args:
        lake: with the two tables of restrictions, if there are any.
        day: on which it must be in force.
        kinds: codes of `feeds.restriction`.
        known_by: what was known on this day counts; None for the day itself.

    Returns:
        record_id and kind, each pair once.
    """
    rows = _known(lake, known_by or day)
    open_now = rows.filter(rows.started_on <= day, rows.ended_on.isnull() | (rows.ended_on >= day))
    return open_now.filter(open_now.kind.isin(sorted({*kinds, OVERRIDE}))).select("record_id", "kind").distinct()


def _known(lake: Connection, known: date) -> ibis.Table:
    """Give record_id, kind, started_on and ended_on of the last version of every restriction that was known by a day."""
    told = lake.table_or_empty(TOLD)
    told = told.filter(told.known_on <= known)
    latest = ibis.row_number().over(
        group_by=[told.restriction_ref, told.record_id], order_by=[told.known_on.desc(), told.delivery, told.line]
    )
    told = told.mutate(latest=latest).filter(ibis._.latest == 0)
    told = told.select("record_id", "kind", started_on=told.start_date, ended_on=told.end_date)
    stated = lake.table_or_empty(STATED)
    stated = stated.filter(stated.known_on <= known).select("record_id", "kind", "started_on", "ended_on")
    return ibis.union(told, stated)


def persons_under(lake: Connection, day: date, kinds: Collection[str], *, known_by: date | None = None) -> ibis.Table:
    """Give the persons that are under a restriction on a day by one of their records; see `records_under`.

    Returns:
        person_id and kind, each pair once.
    """
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    found = links.inner_join(records_under(lake, day, kinds, known_by=known_by), "record_id")
    found = found.select("person_id", "kind").distinct()
    overridden = found.filter(found.kind == OVERRIDE).select("person_id", kind=ibis.literal(OVERRIDABLE))
    return found.filter(found.kind != OVERRIDE).anti_join(overridden, ["person_id", "kind"])


def families_under(
    lake: Connection, as_of: date, kinds: Collection[str], *, in_force: date | None = None
) -> ibis.Table:
    """Give the families of a day that have a member under one of some kinds of restriction.

    Args:
        lake: with restrictions, `linkage.record_link` and the day's `families.membership`.
        as_of: the day.
        kinds: codes of `feeds.restriction`.
        in_force: on which day the restriction is in force, as known by then; None for the families' own day.

    Returns:
        family_id, each once.
    """
    return _of_families(lake, as_of, persons_under(lake, in_force or as_of, kinds)).select("family_id").distinct()


def families_sealed(lake: Connection, as_of: date) -> frozenset[str]:
    """Give the families of a day that are sealed, on the day or in the published week: a seal holds for what is older, too.

    Args:
        lake: with restrictions, `linkage.record_link` and the day's `families.membership`.
        as_of: the day.
    """
    week = lake.manifest.week if lake.manifest is not None else as_of
    found = [families_under(lake, as_of, SEALED, in_force=day) for day in sorted({as_of, week})]
    return frozenset(family for rows in found for family in rows.family_id.to_pyarrow().to_pylist())


def families_of_records(lake: Connection, as_of: date, records: Collection[str]) -> ibis.Table:
    """Give the families of a day in which somebody is whom one of some records is about.

    Returns:
        family_id, each once.
    """
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    about = links.semi_join(a_few_rows({"record_id": sorted(records)}, {"record_id": "string"}), "record_id")
    return _of_families(lake, as_of, about.select("person_id").distinct()).select("family_id").distinct()


def families_left_out(lake: Connection, days: Sequence[date]) -> ibis.Table:
    """Give the families of some days that are neither scored nor learnt from, and why.

    An objection made today also takes the family out of what a model learns from the past; therefore what is known and in
    force in the week that is being made counts, besides what was in force on the day itself.

    Args:
        lake: with restrictions, `linkage.record_link` and the days' `families.membership`.
        days: for which families were formed.

    Returns:
        as_of, family_id and kind, each once.
    """
    week = lake.manifest.week if lake.manifest is not None else max(days)
    spans = _spans(lake, max(week, *days))
    out = [(day, person, kind) for day in days for person, kind in _out_on(spans, {day, max(day, week)})]
    columns = dict(zip(_OUT, zip(*out, strict=True), strict=True)) if out else {}
    parts = tuple(day.isoformat() for day in days)
    members = lake.table("families.membership", part=parts).select("as_of", "family_id", "person_id")
    found = members.inner_join(a_few_rows(columns, _OUT), ["as_of", "person_id"])
    return found.select("as_of", "family_id", "kind").distinct()


_OUT = {"as_of": "date", "person_id": "string", "kind": "string"}


def _spans(lake: Connection, known_by: date) -> list[dict[str, Any]]:
    """Give from when to when persons are left out, or an objection of theirs is overridden: few, and asked once."""
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    rows = _known(lake, known_by)
    rows = rows.filter(rows.kind.isin(sorted({*LEFT_OUT, OVERRIDE}))).inner_join(links, "record_id")
    found = rows.select("person_id", "kind", "started_on", "ended_on").distinct().order_by("person_id", "kind")
    told: list[dict[str, Any]] = found.to_pyarrow().to_pylist()
    return told


def _out_on(spans: Sequence[Mapping[str, Any]], days: Collection[date]) -> list[tuple[str, str]]:
    """Give persons and kinds for which a span holds on one of some days and is not overridden then."""
    found = set()
    for day in days:
        open_now = {
            (one["person_id"], one["kind"])
            for one in spans
            if one["started_on"] <= day and (one["ended_on"] is None or one["ended_on"] >= day)
        }
        found |= {
            (person, kind)
            for person, kind in open_now
            if kind != OVERRIDE and not (kind == OVERRIDABLE and (person, OVERRIDE) in open_now)
        }
    return sorted(found)


def _of_families(lake: Connection, day: date, persons: ibis.Table) -> ibis.Table:
    members = lake.table("families.membership", part=day.isoformat()).select("family_id", "person_id")
    return members.inner_join(persons, "person_id")
