"""Which feeds are late on a day, or sent what could not be taken in, so that nobody takes an old picture for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.worklist.sheet import Late

if TYPE_CHECKING:
    from datetime import date

    from csps.settings import Programme
    from csps.store import Connection


TAKEN_IN, KEPT_OUT = "taken in", ("refused", "held")


def late_feeds(lake: Connection, programme: Programme, as_of: date) -> tuple[Late, ...]:
    """Give the feeds whose picture is older than the council expects, by agency and name.

    The latest delivery that was taken in is too old, or a newer one was refused or is held.

    Args:
        lake: with `feeds.load`.
        programme: what the council expects of each feed.
        as_of: the day.
    """
    loads = lake.table_or_empty("feeds.load")
    loads = loads.filter(loads.known_on <= as_of, loads.state.isin((TAKEN_IN, *KEPT_OUT)))
    told = loads.group_by("feed").agg(
        latest_on=loads.known_on.max(where=loads.state == TAKEN_IN),
        kept_out_on=loads.known_on.max(where=loads.state.isin(KEPT_OUT)),
    )
    days = {row["feed"]: (row["latest_on"], row["kept_out_on"]) for row in told.to_pyarrow().to_pylist()}
    found = []
    for name, feed in programme.feeds.items():
        on, kept_out = days.get(name, (None, None))
        if kept_out is not None and on is not None and kept_out <= on:
            kept_out = None
        late = Late(name, feed.agency, on, None if on is None else (as_of - on).days, feed.late_after_days, kept_out)
        if late.is_late or late.kept_out_on is not None:
            found.append(late)
    return tuple(sorted(found, key=lambda late: (late.agency, late.feed)))
