"""Which feeds are late on a day, or sent what could not be taken in, so that nobody takes an old picture for a new one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.worklist.sheet import Late

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csps.settings import Programme
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
    days = _days(lake, as_of)
    found = []
    for name, feed in programme.feeds.items():
        on = max((day for day, what in days[name].items() if what.taken_in), default=None)
        kept_out = max((day for day, what in days[name].items() if what.is_missed(day, on)), default=None)
        late = Late(name, feed.agency, on, None if on is None else (as_of - on).days, feed.late_after_days, kept_out)
        if late.is_late or late.kept_out_on is not None:
            found.append(late)
    return tuple(sorted(found, key=lambda late: (late.agency, late.feed)))


@dataclass(frozen=True, slots=True)
class _Day:
    """What became of a feed's deliveries of a day: whether one was taken in, was kept out, was kept out this week."""

    taken_in: bool
    kept_out: bool
    now: bool

    def is_missed(self, day: date, latest: date | None) -> bool:
        """Say whether rows of the day are missed, where the latest day that was taken in is so."""
        return self.kept_out and not self.taken_in and (self.now or latest is None or day > latest)


def _days(lake: Connection, as_of: date) -> Mapping[str, Mapping[date, _Day]]:
    loads = lake.table_or_empty("feeds.load")
    loads = loads.filter(loads.known_on <= as_of)
    kept_out = loads.state.isin(KEPT_OUT)
    told = loads.group_by("feed", "known_on").agg(
        taken_in=(loads.state == TAKEN_IN).any(), kept_out=kept_out.any(), now=(kept_out & (loads.week == as_of)).any()
    )
    days: dict[str, dict[date, _Day]] = defaultdict(dict)
    for row in told.to_pyarrow().to_pylist():
        days[row["feed"]][row["known_on"]] = _Day(row["taken_in"], row["kept_out"], row["now"])
    return days
