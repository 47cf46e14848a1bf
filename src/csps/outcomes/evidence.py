"""What the programme's rules are judged by: rows about the members of a family, with the days for which each counts.

A row is evidence for a stretch of time: an event for a year, a plan or a benefit while it lasts. A rule says so once, and
is then judged on any day: on the as-of date with what was known by then, and on later days with what is known by now.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.contracts.model import Purpose
from csps.outcomes.terms import terms_between
from csps.store.held import a_few_rows, held
from csps.store.known import known_by
from csps.store.people import CHILD_MONTHS, YOUNG

if TYPE_CHECKING:
    from csps.store.engines import Connection
    from csps.store.people import People

YEAR_DAYS = 364
"""For how long an event is evidence: 52 weeks, so that the year of a Monday ends on a Monday."""
ATTENDANCE_DAYS = 3 * YEAR_DAYS


class Evidence:
    """Rows about the people of a day's families, as they were known on another day or the same.

    Args:
        lake: where the tables are.
        people: who was in which family.
        known_by: up to which day of knowledge; the as-of date itself, or a later one to see what happened next.
    """

    def __init__(self, lake: Connection, people: People, known_by: date) -> None:
        self.people = people
        self.known_by = known_by
        self._lake = lake
        self._held: dict[str, ibis.Table] = {}

    @property
    def members(self) -> ibis.Table:
        """The members themselves: family_id, person_id, member_role, age_months."""
        return self.people.members.rename(member_role="role").drop("started_on")

    def of(self, table: str) -> ibis.Table:
        """Give the rows of a table that are about members of families.

        Returns:
            family_id, person_id, member_role, age_months, happened, ended (either may be empty), and the table's own
            columns that are there for scoring.
        """
        if table not in self._held:
            rows = self._plain(table).semi_join(self._records, "record_id").inner_join(self._records, "record_id")
            self._held[table] = held(self._lake, rows.drop("record_id"))
        return self._held[table]

    def through(self, table: str, whose: str, on: str, theirs: str | None = None) -> ibis.Table:
        """Give the rows of a table that names no person, with the people another table says they are about.

        Args:
            table: for example "feeds.housing_rent_account".
            whose: for example "feeds.housing_tenancy_member".
            on: the column by which they are joined.
            theirs: what that column is called in `whose`.
        """
        name = f"{table}/{whose}"
        if name not in self._held:
            people = self.of(whose)
            people = people.select(
                "family_id",
                "person_id",
                "member_role",
                "age_months",
                joined=people[theirs or on],
                joined_until=people.ended,
                joined_on=people.happened,
            ).distinct()
            rows = self._plain(table).drop("record_id")
            self._held[name] = held(self._lake, rows.inner_join(people, rows[on] == people.joined))
        return self._held[name]

    def factors(self, *codes: str) -> ibis.Table:
        """Give assessments that found one of these factors: evidence from the day a manager signed, for a year."""
        if "factors" not in self._held:
            rows = self._plain("feeds.ssd_assessment_factors")
            rows = rows.select(assessment=rows.cinf_assessment_id, factor=rows.cinf_assessment_factors_json.unnest())
            whose = self.of("feeds.ssd_cin_assessments")
            rows = whose.inner_join(rows, whose.cina_assessment_id == rows.assessment)
            signed = rows.ended.notnull() & (rows.ended <= self.known_by)
            self._held["factors"] = held(self._lake, rows.filter(signed).mutate(happened=rows.ended))
        rows = self._held["factors"]
        return for_a_year(rows.filter(rows.factor.isin(codes)))

    def attendance(self) -> ibis.Table:
        """Give sessions by child and school term, for terms that were over on the day of knowledge.

        Returns:
            family_id, person_id, term (a running number), first, last (days of the term), possible, absent.
        """
        if "attendance" not in self._held:
            self._held["attendance"] = held(self._lake, self._attendance())
        return self._held["attendance"]

    def _attendance(self) -> ibis.Table:
        from csps.outcomes.sessions import ABSENT, POSSIBLE  # noqa: PLC0415 - keeps the door free of code lists

        since = self.people.day - timedelta(days=ATTENDANCE_DAYS)
        rows = known_by(
            self._lake,
            "feeds.school_attendance",
            self.known_by,
            columns=("register_code", "sessions"),
            since=since,
            records=self._records,
        )
        terms = terms_between(since, self.known_by)
        types = {"monday": "date", "term": "int64", "first": "date", "last": "date"}
        weeks = a_few_rows(terms.weeks(), types)
        rows = rows.inner_join(weeks, rows.week_start == weeks.monday).inner_join(self._records, "record_id")
        return rows.group_by("family_id", "person_id", "term", "first", "last").agg(
            possible=rows.sessions.sum(where=rows.register_code.isin(POSSIBLE)).fill_null(0).cast("int64"),
            absent=rows.sessions.sum(where=rows.register_code.isin(ABSENT)).fill_null(0).cast("int64"),
        )

    @property
    def _records(self) -> ibis.Table:
        return self.people.records.rename(member_role="role")

    def _plain(self, table: str) -> ibis.Table:
        """Give what rules may see of a table, its days under the names that all tables share."""
        contract = lake_tables()[table]
        allowed = [name for name in contract.column_names if Purpose.SCORING in contract.purposes_of(name)]
        kept = [name for name in allowed if name not in ("known_on", "month_of_birth")]
        rows = known_by(self._lake, table, self.known_by, columns=kept)
        days = {"happened": contract.happened_on, "ended": contract.ended_on}
        named = {new: ibis.null("date") if old is None else rows[old] for new, old in days.items()}
        return rows.select(*kept, **named)


def for_a_year(rows: ibis.Table, *kept: str) -> ibis.Table:
    """Let events count for a year; `kept` columns stay."""
    until = rows.happened + ibis.interval(days=YEAR_DAYS)
    return rows.select("family_id", "person_id", *kept, since=rows.happened, until=until)


def while_it_lasts(rows: ibis.Table) -> ibis.Table:
    """Let what has a beginning and an end count in between."""
    return rows.select("family_id", "person_id", since=rows.happened, until=rows.ended)


def any_of(*parts: ibis.Table) -> ibis.Table:
    """Put evidence of several sorts together."""
    return (
        ibis.union(*(part.cast({"since": "date", "until": "date"}) for part in parts)) if len(parts) > 1 else parts[0]
    )


def children(rows: ibis.Table) -> ibis.Table:
    """Keep rows about children, born or expected; where no age is known the role says it."""
    return rows.filter((rows.age_months < CHILD_MONTHS).fill_null(rows.member_role.isin(YOUNG)))


def adults(rows: ibis.Table) -> ibis.Table:
    """Keep rows about adults; where no age is known the role says it."""
    return rows.filter((rows.age_months >= CHILD_MONTHS).fill_null(rows.member_role.notin(YOUNG)))


def carers(rows: ibis.Table) -> ibis.Table:
    """Keep rows about adults who look after a child of the family."""
    return rows.filter(rows.member_role == "carer")


def aged(rows: ibis.Table, least: int, below: int) -> ibis.Table:
    """Keep rows about people from one age in whole years to below another, on the as-of date."""
    return rows.filter((rows.age_months >= 12 * least) & (rows.age_months < 12 * below))
