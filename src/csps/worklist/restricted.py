"""Families of which a member is under a restriction on a day.

Somebody who objected to processing, or whose data's processing is restricted, is on no list, and so is the family. A
family with a member in a refuge, of an adoption, or of the council's own staff is *sealed*: it keeps its place, and all
else is shown to named people only (the policy of `csps.access`, FamilyState.SEALED), so that a printed list tells no more
than that the family is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from csps.store import Connection

LEFT_OUT = frozenset({"OBJECTION", "RESTRICTED"})
SEALED = frozenset({"REFUGE", "ADOPTION", "OWN_STAFF"})


def families_under(lake: Connection, as_of: date, kinds: Collection[str]) -> ibis.Table:
    """Give the families of a day that have a member under one of some kinds of restriction.

    What counts is the latest version of each restriction that was known by the day, if it has begun and not ended.

    Args:
        lake: with `feeds.restriction`, `linkage.record_link` and the day's `families.membership`.
        as_of: the day.
        kinds: codes of `feeds.restriction`.

    Returns:
        family_id, each once.
    """
    told = lake.table_or_empty("feeds.restriction")
    told = told.filter(told.known_on <= as_of)
    latest = ibis.row_number().over(
        group_by=[told.restriction_ref, told.record_id], order_by=[told.known_on.desc(), told.delivery, told.line]
    )
    told = told.mutate(latest=latest).filter(ibis._.latest == 0)
    open_now = told.filter(
        told.kind.isin(sorted(kinds)),
        told.start_date <= as_of,
        told.end_date.isnull() | (told.end_date >= as_of),
    )
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    members = lake.table("families.membership", part=as_of.isoformat()).select("family_id", "person_id")
    restricted = links.semi_join(open_now, "record_id")
    return members.semi_join(restricted, "person_id").select("family_id").distinct()
