"""The door of time: the only way for a feature to read a source, and it asks for a window.

What was known on a day comes from `csps.store.known`; here a row gets its family, its person and how long ago it was,
and nothing outside the window comes through. A row comes once for each day on which it is about somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.features.kind import WHOLE_PAST
from csps.features.past import AGE, AS_OF, FAMILY, PERSON, ROLE
from csps.features.source import FAMILIES, MEMBERS
from csps.store.held import a_few_rows, held
from csps.store.known import KNOWN_ON, REPLACED_ON, in_force

if TYPE_CHECKING:
    from datetime import date

    from csps.features.past import Past
    from csps.features.source import Source, Sums, Via
    from csps.store.engines import Connection
    from csps.store.rounds import Rounds

DAYS_AGO, ENDED_AGO, IS_OPEN = "days_ago", "ended_days_ago", "is_open"
WHO = (FAMILY, PERSON, ROLE, AGE)


@dataclass(frozen=True)
class AsOf:
    """What was known of the cohort's families on some days.

    Args:
        past: what was ever known about the people.
        families: the families of the days, in the shape of `families.family`; family_id is a number, another one each day.
        members: who was in them, with as_of, family_id and person_id (numbers), member_role, age_months and started_on.
    """

    past: Past
    families: ibis.Table
    members: ibis.Table

    @classmethod
    def on(cls, past: Past, rounds: Rounds) -> AsOf:
        """Open the door for the days of a round."""
        families, members = past.families_of(rounds.asked), past.members_of(rounds.asked)
        return cls(past, rounds.hold(families), rounds.hold(members))

    @classmethod
    def at(cls, past: Past, day: date, lake: Connection) -> AsOf:
        """Open the door for one day only."""
        asked = a_few_rows({AS_OF: [day]}, {AS_OF: "date"})
        return cls(past, held(lake, past.families_of(asked)), held(lake, past.members_of(asked)))

    def rows(self, source: Source, *, weeks: int, origin: bool = False) -> ibis.Table:
        """Give a source's rows within a window, each with its family and person.

        Args:
            source: what is read.
            weeks: how far back; WHOLE_PAST for everything.
            origin: give the rows as they were delivered, before anything is added up, with what tells each from every
                other. The past must have been read for it.

        Returns:
            family_id and person_id (numbers, whose names the past knows), member_role, age_months, what the source reads, and
            days_ago: from the row's day to the as-of day, 0 where the table has no days;
            is_open and ended_days_ago: whether it had not ended, and since when it has, where the table has ends.
        """
        if source.table == FAMILIES:
            rows = self._families(source)
        elif source.table == MEMBERS:
            rows = self._members()
        else:
            rows = self._happened(source, origin=origin)
        rows = rows if weeks >= WHOLE_PAST else rows.filter(rows[DAYS_AGO] < 7 * weeks)
        if source.last_of_each:
            latest_first = ibis.window(group_by=("family_id", *source.thing), order_by=(DAYS_AGO, "person_id"))
            rows = rows.mutate(place=ibis.row_number().over(latest_first)).filter(ibis._.place == 0).drop("place")
        return rows if source.sums is None or origin else _summed(rows, source.sums)

    def _happened(self, source: Source, *, origin: bool) -> ibis.Table:
        """Give the rows of a table that happened by a day, in the version that was known then."""
        members = self.members.drop("started_on")
        if source.via is None:
            rows = self.past.versions(source.table).inner_join(members, "person_id")
        else:
            rows = self._through(source.via, source, members, origin=origin)
        rows = _known(rows, source.table)
        day = source.day or source.contract.happened_on
        if day is not None and day != source.contract.happened_on:
            rows = rows.filter(rows[day] <= rows[AS_OF])
        return self._timed(rows, day, source, origin=origin)

    def _through(self, via: Via, source: Source, members: ibis.Table, *, origin: bool) -> ibis.Table:
        """Join every version of a row to the people whom another table says it is about, on each day."""
        whose = _known(self.past.versions(via.table).inner_join(members, "person_id"), via.table)
        ended = lake_tables()[via.table].ended_on
        if via.current and ended is not None:
            whose = whose.filter(whose[ended].isnull() | (whose[ended] > whose[AS_OF]))
        keys = {f"their_{theirs}": whose[theirs] for _, theirs in via.on}
        whose = whose.select(*members.columns, **keys, **{name: whose[name] for name in via.reads}).distinct()
        named = (*source.own_columns, *source.days, *(source.origin if origin else ()), KNOWN_ON, REPLACED_ON)
        own = self.past.versions(source.table).select(*dict.fromkeys(named))
        return own.inner_join(whose, [own[ours] == whose[f"their_{theirs}"] for ours, theirs in via.on])

    def _timed(self, rows: ibis.Table, day: str | None, source: Source, *, origin: bool) -> ibis.Table:
        """Say how long ago a row was, and keep only what the source may read."""
        ago = ibis.literal(0) if day is None else rows[AS_OF].delta(rows[day], unit="day")
        columns = {DAYS_AGO: ago.cast("int64")}
        ended = source.contract.ended_on
        if ended is not None:
            open_now = rows[ended].isnull() | (rows[ended] > rows[AS_OF])
            since_end = rows[AS_OF].delta(rows[ended], unit="day").cast("int64")
            columns |= {IS_OPEN: open_now, ENDED_AGO: open_now.ifelse(ibis.null("int64"), since_end)}
        read = dict.fromkeys((*source.reads, *(source.via.reads if source.via else ()), *source.thing))
        kept = {name: rows[name] for name in dict.fromkeys((*WHO, *read, *(source.origin if origin else ())))}
        return rows.select(**kept, **columns)

    def _members(self) -> ibis.Table:
        """Give the members themselves; how long ago is since when the tie to the family is known."""
        members = self.members
        since = members[AS_OF].delta(members.started_on, unit="day").cast("int64")
        return members.mutate({DAYS_AGO: ibis.coalesce(since, 7 * (WHOLE_PAST - 1))}).drop("started_on", AS_OF)

    def _families(self, source: Source) -> ibis.Table:
        """Give the families themselves, as rows without a person."""
        families = self.families
        nobody = {"person_id": ibis.null("int64"), ROLE: ibis.null("string"), AGE: ibis.null("int64")}
        read = {name: families[name] for name in source.reads}
        return families.select(family_id=families.family_id, **nobody, **read, **{DAYS_AGO: ibis.literal(0, "int64")})


def _known(rows: ibis.Table, table: str) -> ibis.Table:
    """Keep the version of each row that was in force on its day, and what had happened by then."""
    rows = in_force(rows, rows[AS_OF])
    happened = lake_tables()[table].happened_on
    return rows if happened is None else rows.filter(rows[happened] <= rows[AS_OF])


def _summed(rows: ibis.Table, sums: Sums) -> ibis.Table:
    """Add amounts up: a row per person, or per person and day."""
    added = {name: _added(rows, sums, codes).fill_null(0).cast("int64") for name, codes in sums.of}
    if sums.by_day:
        return rows.group_by(*WHO, DAYS_AGO).agg(**added)
    return rows.group_by(*WHO).agg(**added, **{DAYS_AGO: ibis.literal(0, "int64")})


def _added(rows: ibis.Table, sums: Sums, codes: tuple[str, ...]) -> ibis.Value:
    of_them = None if sums.told_by is None else rows[sums.told_by].isin(codes)
    return rows.count(where=of_them) if sums.amount is None else rows[sums.amount].sum(where=of_them)
