"""What the features of some days read of the lake: each table once, in every version, about the people of those days.

Persons and families go by numbers here, because joining numbers is cheaper than joining pseudonyms. They are numbered in
the order of their pseudonyms, so that the same people are always in the same order. A family has another number on each
day: whatever is told apart by family is told apart by day as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.features.kind import WHOLE_PAST
from csps.features.source import FAMILIES, HOUSES, MEMBERS, RESIDENCE
from csps.store.held import held
from csps.store.known import versions_of
from csps.store.people import refuse_unformed
from csps.store.restrictions import families_left_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.features.source import Source
    from csps.store.engines import Connection

FAMILY, PERSON, AGE, ROLE, AS_OF = "family_id", "person_id", "age_months", "member_role", "as_of"
FAMILY_NAME, PERSON_NAME = "family_name", "person_name"


@dataclass
class Need:
    """What is read of one table.

    Args:
        columns: besides its key, person and days.
        weeks: how far back.
        through: for a table whose rows name no person: the table that does, with the pairs of columns that agree.
    """

    columns: dict[str, None] = field(default_factory=dict)
    weeks: int = 0
    through: tuple[str, tuple[tuple[str, str], ...]] | None = None


def needs_of(sources: Mapping[Source, int], *, origin: bool = False) -> dict[str, Need]:
    """Give what sources read of each table.

    Args:
        sources: from how many weeks back each reads.
        origin: read what tells a row from every other as well.
    """
    needs: dict[str, Need] = {}
    for source, weeks in sources.items():
        own = needs.setdefault(source.table, Need())
        own.columns |= dict.fromkeys((*source.own_columns, *(source.origin if origin else ())))
        # A window is cut by the day on which a row happened; a source that is dated otherwise, or that asks which row was
        # the last one, needs them all.
        own.weeks = max(own.weeks, WHOLE_PAST if source.day or source.last_of_each else weeks)
        if source.via is not None:
            own.through = (source.via.table, source.via.on)
            whose = needs.setdefault(source.via.table, Need())
            whose.columns |= dict.fromkeys((*source.via.reads, *(theirs for _, theirs in source.via.on)))
            whose.weeks = WHOLE_PAST
    return {name: need for name, need in needs.items() if name not in HOUSES}


class Past:
    """Everything that was ever known of the cohort's families of some days, as far as some sources read it.

    Families that are left out (`csps.store.restrictions`) are not among them.

    Args:
        lake: where the tables are; of either engine.
        days: as-of dates for which families were formed.
        needs: what is read, by table.
        families: only these families; None for all of the cohort.

    Raises:
        UsageError: no families were formed for a day.
    """

    def __init__(
        self, lake: Connection, days: Sequence[date], needs: Mapping[str, Need], families: Sequence[str] | None = None
    ) -> None:
        for day in days:
            refuse_unformed(lake, day)
        self._lake = lake
        self._days = days
        self._needs = needs
        self._versions: dict[str, ibis.Table] = {}
        parts = tuple(day.isoformat() for day in days)
        cohort = lake.table(FAMILIES, part=parts)
        cohort = cohort.filter(cohort.in_cohort).anti_join(families_left_out(lake, days), (AS_OF, FAMILY))
        self._cohort = cohort if families is None else cohort.filter(cohort.family_id.isin(list(families)))
        self._membership = lake.table(MEMBERS, part=parts).semi_join(self._cohort, (AS_OF, FAMILY))
        self.families = held(lake, _numbered(self._cohort.select(AS_OF, FAMILY), FAMILY, FAMILY_NAME))
        self.persons = held(lake, _numbered(self._membership.select(PERSON), PERSON, PERSON_NAME))
        links = lake.table_or_empty("linkage.record_link").rename({PERSON_NAME: PERSON})
        self._links = held(lake, links.inner_join(self.persons, PERSON_NAME).select("record_id", PERSON))

    def families_of(self, asked: ibis.Table) -> ibis.Table:
        """Give the families of days in the shape of `families.family`, family_id being a number.

        Args:
            asked: the days, in a column `as_of`.
        """
        cohort = self._cohort.semi_join(asked, AS_OF).drop("in_cohort")
        return cohort.rename({FAMILY_NAME: FAMILY}).inner_join(self.families, (AS_OF, FAMILY_NAME))

    def members_of(self, asked: ibis.Table) -> ibis.Table:
        """Give as_of, family_id, person_id (numbers), member_role, age_months and started_on of everybody in them."""
        members = self._membership.semi_join(asked, AS_OF)
        members = members.rename({FAMILY_NAME: FAMILY, PERSON_NAME: PERSON, ROLE: "role"})
        members = members.inner_join(self.families, (AS_OF, FAMILY_NAME)).inner_join(self.persons, PERSON_NAME)
        return members.select(AS_OF, FAMILY, PERSON, ROLE, AGE, "started_on")

    def versions(self, table: str) -> ibis.Table:
        """Give every version of a table's rows that may matter on one of the days; with a person where rows name one."""
        if table not in self._versions:
            self._versions[table] = held(self._lake, self._read(table, self._needs[table]))
        return self._versions[table]

    def _read(self, table: str, need: Need) -> ibis.Table:
        contract = lake_tables()[table]
        since = min(self._days) - timedelta(days=7 * need.weeks - 1) if need.weeks < WHOLE_PAST else None
        direct = need.through is None and table != RESIDENCE
        rows = versions_of(
            self._lake,
            table,
            max(self._days),
            columns=need.columns,
            since=since,
            records=self._links if direct else None,
        )
        kept = dict.fromkeys(
            name for name in (*need.columns, contract.happened_on, contract.ended_on) if name is not None
        )
        kept |= dict.fromkeys(("known_on", "replaced_on"))
        if table == RESIDENCE:
            rows = rows.rename({PERSON_NAME: PERSON}).inner_join(self.persons, PERSON_NAME)
        elif direct:
            rows = rows.inner_join(self._links, "record_id")
        else:
            return self._of_somebody(rows.select(*kept), need)
        kept.pop(PERSON, None)
        return rows.select(PERSON, *kept)

    def _of_somebody(self, rows: ibis.Table, need: Need) -> ibis.Table:
        """Keep rows that are, or were once, about somebody."""
        assert need.through is not None, "only a table whose rows name no person comes here"
        table, on = need.through
        whose = self.versions(table)
        return rows.semi_join(whose, [rows[ours] == whose[theirs] for ours, theirs in on])


def _numbered(rows: ibis.Table, column: str, name: str) -> ibis.Table:
    """Number different rows in the order of their columns, the last of which then goes by another name."""
    different = rows.distinct().rename({name: column})
    return different.mutate(**{column: ibis.row_number().over(order_by=different.columns)})
