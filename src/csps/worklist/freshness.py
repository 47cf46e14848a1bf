"""Which feeds are late on a day, so that nobody takes an old picture for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.worklist.sheet import Late

if TYPE_CHECKING:
    from datetime import date

    from csps.settings import Programme
    from csps.store import Connection


def late_feeds(lake: Connection, programme: Programme, as_of: date) -> tuple[Late, ...]:
    """Give the feeds whose latest delivery that was taken in is older than the council expects, by agency and name.

    Args:
        lake: with `feeds.load`.
        programme: what the council expects of each feed.
        as_of: the day.
    """
    loads = lake.table_or_empty("feeds.load")
    loads = loads.filter(loads.known_on <= as_of, loads.state == "taken in")
    rows = loads.group_by("feed").agg(latest_on=ibis._.known_on.max()).to_pyarrow().to_pylist()
    latest = {row["feed"]: row["latest_on"] for row in rows}
    found = []
    for name, feed in programme.feeds.items():
        on = latest.get(name)
        days = None if on is None else (as_of - on).days
        if days is None or days > feed.late_after_days:
            found.append(Late(name, feed.agency, on, days, feed.late_after_days))
    return tuple(sorted(found, key=lambda late: (late.agency, late.feed)))
