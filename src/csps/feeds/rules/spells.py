"""Spells of time that lie over one another although they should follow one another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN = date(9999, 12, 31)


def overlapping(rows: ibis.Table, who: Sequence[str], began: str, ended: str, *, days: int = 0) -> ibis.Table:
    """Give the rows that begin while an earlier row of the same one is still open; one may begin on another's last day.

    Of two that begin on the same day, the one further down in its file counts as the later.

    Args:
        rows: with `delivery` and `line`.
        who: the columns that say whose spells they are.
        began: the column of the first day.
        ended: the column of the last; missing where the spell is open.
        days: by how many days two may lie over one another.
    """
    last = ibis.coalesce(rows[ended], ibis.literal(OPEN))
    before = ibis.window(
        group_by=list(who), order_by=[rows[began], rows["delivery"], rows["line"]], preceding=(None, 1)
    )
    latest = rows.mutate(_open_until=last.max().over(before), _last=last)
    shared = ibis.least(latest["_open_until"], latest["_last"]).delta(latest[began], unit="day")
    return latest.filter(latest["_open_until"].notnull() & (shared > days)).drop("_open_until", "_last")
