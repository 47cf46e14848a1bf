"""What rules read about the families of some days: each table once, in every version, about the people of those days.

Families and persons go by their day and pseudonym together here. What a rule tells apart by family or by person is then told
apart by day as well, and a rule need not know that there are several.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from csps.store.held import held
from csps.store.known import versions_of
from csps.store.people import MEMBER, People, refuse_unformed
from csps.store.restrictions import families_left_out

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import ibis

    from csps.store.engines import Connection
    from csps.store.rounds import Rounds

AS_OF, FAMILY, PERSON = "as_of", "family_id", "person_id"
DAY_LETTERS = len("2026-11-16")


class Past:
    """Everything that was ever known of the cohort's families of some days, as far as rules ask for it.

    Families that are left out (`csps.store.restrictions`) are not among them.

    Args:
        lake: where the tables are.
        days: as-of dates for which families were formed.
        known_by: up to which day of knowledge, where that is later than the last of the days.

    Raises:
        UsageError: no families were formed for a day.
    """

    def __init__(self, lake: Connection, days: Sequence[date], known_by: date | None = None) -> None:
        for day in days:
            refuse_unformed(lake, day)
        self._lake = lake
        self._days = tuple(days)
        self._last = max((*days, known_by or date.min))
        parts = tuple(day.isoformat() for day in days)
        cohort = lake.table("families.family", part=parts)
        self._cohort = cohort.filter(cohort.in_cohort).anti_join(families_left_out(lake, days), (AS_OF, FAMILY))
        self._membership = lake.table("families.membership", part=parts).semi_join(self._cohort, (AS_OF, FAMILY))
        links = lake.table_or_empty("linkage.record_link").select("record_id", PERSON)
        self._links = held(lake, links.semi_join(self._membership, PERSON))
        self._versions: dict[tuple[object, ...], ibis.Table] = {}
        self._latest: dict[str, ibis.Table] = {}  # by name, of tables that name persons

    def people(self, rounds: Rounds) -> People:
        """Give the people of the days of a round; family_id and person_id are the day and the pseudonym."""
        members = self._membership.semi_join(rounds.asked, AS_OF)
        records = members.select(*MEMBER).inner_join(self._links, PERSON)
        return People(
            self._days,
            families=rounds.hold(dated(self._cohort.semi_join(rounds.asked, AS_OF), FAMILY)),
            members=rounds.hold(dated(members.select(*MEMBER, "started_on"), FAMILY, PERSON)),
            records=rounds.hold(dated(records, FAMILY, PERSON)),
        )

    def versions(
        self, table: str, columns: Collection[str], weeks: int | None, whose: tuple[str, str, str] | None
    ) -> ibis.Table:
        """Give every version of a table's rows that may matter on one of the days.

        Args:
            table: its name.
            columns: what is looked at besides the key, the person and the days.
            weeks: how far back of the first of the days; None for everything.
            whose: for a table that names no person: the table that does, read already, and the columns that agree.
        """
        asked = (table, *columns, weeks, whose)
        if asked not in self._versions:
            since = None if weeks is None else min(self._days) - timedelta(weeks=weeks)
            records = self._links if whose is None else None
            rows = versions_of(self._lake, table, self._last, columns=columns, since=since, records=records)
            if whose is not None:
                name, ours, theirs = whose
                them = self._latest[name]
                rows = rows.semi_join(them, [rows[ours] == them[theirs]])
            self._versions[asked] = self._latest[table] = held(self._lake, rows)
        return self._versions[asked]


def dated(rows: ibis.Table, *names: str) -> ibis.Table:
    """Put the day before pseudonyms."""
    return rows.mutate(**{name: rows[AS_OF].cast("string") + " " + rows[name] for name in names})


def pseudonym(name: ibis.Value) -> ibis.Value:
    """Give the pseudonym without the day before it."""
    return name.substr(DAY_LETTERS + 1)


def told_apart(rows: ibis.Table) -> ibis.Table:
    """Give rows with their day and pseudonyms apart again: the columns as_of and family_id, and person_id if it is there."""
    names = [name for name in (FAMILY, PERSON) if name in rows.columns]
    apart = {name: pseudonym(rows[name]) for name in names}
    return rows.mutate(**{AS_OF: rows[FAMILY].left(DAY_LETTERS).cast("date")}, **apart)
