"""Who is under a restriction on a day: the one place where restrictions are read, so that every stage reads them alike.

Agencies tell of restrictions in `feeds.restriction`; what people of the programme set is copied into
`privacy.stated_restriction`. Both are about records, and through linkage about persons and their families.

Somebody who objected, or whose data's processing is restricted, is left out: their family is neither scored, nor learnt
from, nor listed (UK GDPR Articles 21 and 18). A family with a member in a refuge, of an adoption, or of the council's own
staff is *sealed*: it keeps its place, and all else is shown to named people only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Collection
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
    known = known_by or day
    told = lake.table_or_empty(TOLD)
    told = told.filter(told.known_on <= known)
    latest = ibis.row_number().over(
        group_by=[told.restriction_ref, told.record_id], order_by=[told.known_on.desc(), told.delivery, told.line]
    )
    told = told.mutate(latest=latest).filter(ibis._.latest == 0)
    told = told.select("record_id", "kind", started_on=told.start_date, ended_on=told.end_date)
    stated = lake.table_or_empty(STATED)
    stated = stated.filter(stated.known_on <= known).select("record_id", "kind", "started_on", "ended_on")
    rows = ibis.union(told, stated)
    open_now = rows.filter(rows.started_on <= day, rows.ended_on.isnull() | (rows.ended_on >= day))
    return open_now.filter(open_now.kind.isin(sorted({*kinds, OVERRIDE}))).select("record_id", "kind").distinct()


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


def families_under(lake: Connection, as_of: date, kinds: Collection[str]) -> ibis.Table:
    """Give the families of a day that have a member under one of some kinds of restriction, as known by then.

    Args:
        lake: with restrictions, `linkage.record_link` and the day's `families.membership`.
        as_of: the day.
        kinds: codes of `feeds.restriction`.

    Returns:
        family_id, each once.
    """
    return _of_families(lake, as_of, persons_under(lake, as_of, kinds)).select("family_id").distinct()


def families_left_out(lake: Connection, day: date) -> ibis.Table:
    """Give the families of a day that are neither scored nor learnt from, and why.

    An objection made today also takes the family out of what a model learns from the past; therefore what is known and in
    force in the week that is being made counts, besides what was in force on the day itself.

    Returns:
        family_id and kind, each pair once.
    """
    week = lake.manifest.week if lake.manifest is not None else day
    persons = persons_under(lake, day, LEFT_OUT, known_by=max(day, week))
    if week > day:
        persons = ibis.union(persons, persons_under(lake, week, LEFT_OUT)).distinct()
    return _of_families(lake, day, persons).select("family_id", "kind").distinct()


def _of_families(lake: Connection, day: date, persons: ibis.Table) -> ibis.Table:
    members = lake.table("families.membership", part=day.isoformat()).select("family_id", "person_id")
    return members.inner_join(persons, "person_id")
