"""Who was in which family from when to when, put together from the dates for which families were formed.

Nothing is stored for it: families of a past date are formed anew when linkage knows better, and a table of spells would have
to be written anew with them. Asked for, it is one pass over the dated rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from csps.store import Connection
    from csps.store.seals import Seals

MEMBERSHIP = "families.membership"
SAME = ("family_id", "person_id", "role", "evidence")


def memberships(lake: Connection, *, family_id: str | None = None, seals: Seals | None = None) -> ibis.Table:
    """Give spells of membership: as long as somebody is in a family, in one role and on one sort of evidence.

    Families are formed as of dates, a quarter apart in the past and a week apart since: between two of them nothing is
    known, and whoever is missing on one of them has left and come back.

    Args:
        lake: with `families.membership`.
        family_id: only of this family.
        seals: whom to leave out on which days; None for nobody.

    Returns:
        family_id, person_id, role, evidence; `from_day`, the first date on which it was so; `last_day`, the last one; and
        `to_day`, the first date on which it no longer was, missing where it is so on the latest. By family, person, day.
    """
    rows = lake.table_or_empty(MEMBERSHIP)
    days = rows.select("as_of").distinct()
    days = days.mutate(
        number=ibis.row_number().over(order_by="as_of"), following=days.as_of.lead().over(order_by="as_of")
    )
    if family_id is not None:
        rows = rows.filter(rows.family_id == family_id)
    if seals is not None:
        rows = seals.without(MEMBERSHIP, rows)
    rows = rows.select("as_of", *SAME).join(days, "as_of")
    in_order = ibis.window(group_by=list(SAME), order_by="as_of")
    rows = rows.mutate(place=ibis.row_number().over(in_order))
    rows = rows.mutate(spell=rows.number - rows.place)
    spells = rows.group_by(*SAME, "spell").agg(from_day=rows.as_of.min(), last_day=rows.as_of.max())
    ended = days.select(last_day="as_of", to_day="following")
    told = spells.join(ended, "last_day").select(*SAME, "from_day", "last_day", "to_day")
    return told.order_by("family_id", "person_id", "from_day", "role", "evidence")
