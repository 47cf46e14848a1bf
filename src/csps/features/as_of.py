"""The door of time: the only way for a feature to read a source, and it asks for a window.

What was known on the day comes from `csps.store.known`; here a row gets its family, its person and how long ago it was,
and nothing outside the window comes through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from csps.features.kind import WHOLE_PAST
from csps.features.source import FAMILIES, MEMBERS
from csps.store.known import known_by

if TYPE_CHECKING:
    from csps.features.source import Source
    from csps.store.engines import Connection
    from csps.store.people import People

DAYS_AGO, ENDED_AGO, IS_OPEN, AGE, ROLE = "days_ago", "ended_days_ago", "is_open", "age_months", "member_role"
PERSON = ("family_id", "person_id", ROLE, AGE)


@dataclass(frozen=True)
class AsOf:
    """What was known of the cohort's families on a day.

    Args:
        lake: where the tables are.
        people: who was in which family, and which records are about them.
    """

    lake: Connection
    people: People

    def rows(self, source: Source, *, weeks: int) -> ibis.Table:
        """Give a source's rows within a window, each with its family and person.

        Args:
            source: what is read.
            weeks: how far back; WHOLE_PAST for everything.

        Returns:
            family_id, person_id, member_role, age_months, what the source reads, and
            days_ago: from the row's day to the as-of day, 0 where the table has no days;
            is_open and ended_days_ago: whether it had not ended, and since when it has, where the table has ends.
        """
        if source.table == FAMILIES:
            rows = self._families(source)
        elif source.table == MEMBERS:
            rows = self._members()
        else:
            rows = self._happened(source, weeks)
        rows = rows if weeks >= WHOLE_PAST else rows.filter(rows[DAYS_AGO] < 7 * weeks)
        if source.last_of_each:
            latest_first = ibis.window(group_by=("family_id", *source.thing), order_by=(DAYS_AGO, "person_id"))
            rows = rows.mutate(place=ibis.row_number().over(latest_first)).filter(ibis._.place == 0).drop("place")
        return rows if source.shape is None else source.shape(rows)

    def _happened(self, source: Source, weeks: int) -> ibis.Table:
        day = source.day or source.contract.happened_on
        since = self.people.day - timedelta(days=7 * weeks - 1) if weeks < WHOLE_PAST else None
        direct = source.via is None and source.contract.person is not None and source.table.startswith("feeds.")
        records = self._records() if direct else None
        own_day = day == source.contract.happened_on
        rows = known_by(
            self.lake,
            source.table,
            self.people.day,
            columns=_own_columns(source),
            since=since if own_day else None,
            records=records,
        )
        rows = self._with_people(rows, source)
        if day is not None and not own_day:
            rows = rows.filter(rows[day] <= self.people.day)
        return self._timed(rows, day, source.contract.ended_on, source)

    def _with_people(self, rows: ibis.Table, source: Source) -> ibis.Table:
        """Join each row to the people it is about."""
        if source.table == "linkage.residence":
            return rows.inner_join(self.people.members.rename({ROLE: "role"}).drop("started_on"), "person_id")
        if source.via is None:
            return rows.inner_join(self._records(), "record_id")
        columns = (*source.via.reads, *(theirs for _, theirs in source.via.on))
        whose = known_by(self.lake, source.via.table, self.people.day, columns=columns, records=self._records())
        ended = _ended_on(source.via.table)
        if source.via.current and ended is not None:
            whose = whose.filter(whose[ended].isnull() | (whose[ended] > self.people.day))
        keys = {theirs: whose[theirs] for _, theirs in source.via.on}
        whose = whose.select("record_id", **keys, **{name: whose[name] for name in source.via.reads})
        whose = whose.inner_join(self._records(), "record_id").drop("record_id").distinct()
        own = dict.fromkeys((*source.reads, *self._own_days(source), *(ours for ours, _ in source.via.on)))
        rows = rows.select(*own)
        return rows.inner_join(whose, [rows[ours] == whose[theirs] for ours, theirs in source.via.on])

    def _own_days(self, source: Source) -> tuple[str, ...]:
        named = (source.contract.happened_on, source.contract.ended_on)
        return tuple(name for name in named if name is not None)

    def _timed(self, rows: ibis.Table, day: str | None, ended: str | None, source: Source) -> ibis.Table:
        """Say how long ago a row was, and keep only what the source may read."""
        today = ibis.literal(self.people.day)
        ago = ibis.literal(0) if day is None else today.delta(rows[day], unit="day")
        columns = {DAYS_AGO: ago.cast("int64")}
        if ended is not None:
            open_now = rows[ended].isnull() | (rows[ended] > today)
            since_end = today.delta(rows[ended], unit="day").cast("int64")
            columns |= {IS_OPEN: open_now, ENDED_AGO: open_now.ifelse(ibis.null("int64"), since_end)}
        read = dict.fromkeys((*source.reads, *(source.via.reads if source.via else ()), *source.thing))
        kept = {name: rows[name] for name in (*PERSON, *read)}
        return rows.select(**kept, **columns)

    def _records(self) -> ibis.Table:
        return self.people.records.rename({ROLE: "role"})

    def _members(self) -> ibis.Table:
        """Give the members themselves; how long ago is since when the tie to the family is known."""
        members = self.people.members.rename({ROLE: "role"})
        since = ibis.literal(self.people.day).delta(members.started_on, unit="day").cast("int64")
        return members.mutate({DAYS_AGO: ibis.coalesce(since, 7 * (WHOLE_PAST - 1))}).drop("started_on")

    def _families(self, source: Source) -> ibis.Table:
        """Give the families themselves, as rows without a person."""
        families = self.people.families
        nobody = {"person_id": ibis.null("string"), ROLE: ibis.null("string"), AGE: ibis.null("int64")}
        read = {name: families[name] for name in source.reads}
        return families.select(family_id=families.family_id, **nobody, **read, **{DAYS_AGO: ibis.literal(0, "int64")})


def _own_columns(source: Source) -> tuple[str, ...]:
    """Name the columns of a source's own table that are looked at, besides its key, person and days."""
    joined = () if source.via is None else tuple(ours for ours, _ in source.via.on)
    own = (*source.reads, *source.thing, *joined, *(() if source.day is None else (source.day,)))
    return tuple(name for name in own if name in source.contract)


def _ended_on(table: str) -> str | None:
    from csps.contracts.lake import lake_tables  # noqa: PLC0415 - contracts load every agency

    return lake_tables()[table].ended_on
