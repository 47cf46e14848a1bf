"""Which feeds are late on a day, or sent what could not be taken in, so that nobody takes an old picture for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.worklist.sheet import Late

if TYPE_CHECKING:
    from datetime import date

    from csps.settings import Feed, Programme
    from csps.store import Connection


TAKEN_IN, KEPT_OUT = "taken in", ("refused", "held")


def late_feeds(lake: Connection, programme: Programme, as_of: date) -> tuple[Late, ...]:
    """Give the feeds whose picture is older than the council expects, by agency and name.

    The latest delivery that was taken in is too old; or one was refused or is held that this week's run found, or that is
    newer, and no other of its day was taken in instead.

    Args:
        lake: with `feeds.load`.
        programme: what the council expects of each feed.
        as_of: the Monday.
    """
    loads = lake.table_or_empty("feeds.load")
    loads = loads.filter(loads.known_on <= as_of)
    taken = loads.filter(loads.state == TAKEN_IN)
    told = taken.group_by("feed").agg(latest_on=taken.known_on.max()).to_pyarrow().to_pylist()
    latest = {row["feed"]: row["latest_on"] for row in told}
    missed = loads.filter(loads.state.isin(KEPT_OUT)).anti_join(taken, ("feed", "known_on"))
    kept_out: dict[str, date] = {}
    for row in missed.select("feed", "known_on", "week").to_pyarrow().to_pylist():
        feed, day = row["feed"], row["known_on"]
        if row["week"] == as_of or feed not in latest or day > latest[feed]:
            kept_out[feed] = max(day, kept_out.get(feed, day))
    every = (_late(name, feed, latest.get(name), kept_out.get(name), as_of) for name, feed in programme.feeds.items())
    found = (late for late in every if late.is_late or late.kept_out_on is not None)
    return tuple(sorted(found, key=lambda late: (late.agency, late.feed)))


def _late(name: str, feed: Feed, latest: date | None, kept_out: date | None, as_of: date) -> Late:
    days = None if latest is None else (as_of - latest).days
    return Late(name, feed.agency, latest, days, feed.late_after_days, kept_out)
