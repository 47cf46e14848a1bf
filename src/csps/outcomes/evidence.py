"""What the programme's rules are judged by: rows about the members of a family, with the days for which each counts.

A row is evidence for a stretch of time: an event for a year, a plan or a benefit while it lasts. A rule says so once, and
is then judged on any day: on the as-of date with what was known by then, and on later days with what is known by now.
Families may be those of several as-of dates at once (`csps.outcomes.past`): every row bears the date of its family.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.contracts.model import Purpose
from csps.outcomes.origin import ONE_ROW, ORIGIN, PERSON, counting
from csps.outcomes.terms import terms_between
from csps.settings.thresholds import Thresholds
from csps.store.held import a_few_rows, held
from csps.store.known import KNOWN_ON, REPLACED_ON, in_force, versions_of
from csps.store.people import CHILD_MONTHS, YOUNG

if TYPE_CHECKING:
    from collections.abc import Collection

    from csps.outcomes.past import Past
    from csps.store.engines import Connection
    from csps.store.people import People
    from csps.store.rounds import Rounds

YEAR_DAYS = 364
"""For how long an event is evidence: 52 weeks, so that the year of a Monday ends on a Monday."""
ATTENDANCE_DAYS = 2 * YEAR_DAYS
"""How far back terms are looked for: three of them, the last of which may have ended two hundred days ago."""
ATTENDANCE = "feeds.school_attendance"
FACTORS = "feeds.ssd_assessment_factors"
ASSESSMENTS = "feeds.ssd_cin_assessments"
MEMBERS = "families.membership"
WHO = ("as_of", *PERSON, "member_role", "age_months")


class Evidence:
    """Rows about the people of some days' families, as they were known on those days or on a later one.

    Args:
        lake: where the tables are.
        people: who was in which family.
        known_by: up to which day of knowledge, to see what happened next; None for the as-of date of each family.
        thresholds: of the rule set.
        refused: tables that may not be used for scoring; they are read as empty.
        row_by_row: give each row of what is added up, as `csps outcomes explain` wants it, and not the sum.
        past: what is read of the lake, where there are several rounds of days; with `rounds`.
        rounds: what is computed once, is computed once in each of them.
    """

    def __init__(
        self,
        lake: Connection,
        people: People,
        known_by: date | None = None,
        *,
        thresholds: Thresholds | None = None,
        refused: Collection[str] = (),
        row_by_row: bool = False,
        past: Past | None = None,
        rounds: Rounds | None = None,
    ) -> None:
        self.people = people
        self.known_by = known_by
        self.thresholds = thresholds or Thresholds()
        self.row_by_row = row_by_row
        self.asked: set[str] = set()  # every table that anybody asked for since it was last emptied
        self._refused = frozenset(refused)
        self._lake = lake
        self._past = past
        self._rounds = rounds
        self._held: dict[str, ibis.Table] = {}

    @property
    def last(self) -> date:
        """The last day of knowledge."""
        return self.known_by or max(self.people.days)

    @property
    def members(self) -> ibis.Table:
        """The members themselves: as_of, family_id, person_id, member_role, age_months, and where that is written."""
        self.asked.add(MEMBERS)
        rows = self.people.members.rename(member_role="role").drop("started_on")
        return rows.mutate(**ONE_ROW, from_table=ibis.literal(MEMBERS))

    def day(self, rows: ibis.Table) -> ibis.Value:
        """Give the day up to which what rows say was known."""
        return rows.as_of if self.known_by is None else ibis.literal(self.known_by)

    def of(self, table: str) -> ibis.Table:
        """Give the rows of a table that are about members of families.

        Returns:
            as_of, family_id, person_id, member_role, age_months, happened, ended (either may be empty), where the row is
            written (`csps.outcomes.origin`), and the table's own columns that are there for scoring.
        """
        self.asked.add(table)
        if table not in self._held:
            rows = self._plain(table).inner_join(self._records, "record_id")
            self._held[table] = self.hold(self._known(rows, table))
        return self._held[table].mutate(**ONE_ROW, from_table=ibis.literal(table))

    def through(self, table: str, whose: str, on: str, theirs: str | None = None) -> ibis.Table:
        """Give the rows of a table that names no person, with the people another table says they are about.

        Args:
            table: for example "feeds.housing_rent_account".
            whose: for example "feeds.housing_tenancy_member".
            on: the column by which they are joined.
            theirs: what that column is called in `whose`.
        """
        self.asked |= {table, whose}
        name = f"{table}/{whose}"
        if name not in self._held:
            people = self.of(whose)
            people = people.select(
                *WHO,
                joined=people[theirs or on],
                joined_until=people.ended,
                joined_on=people.happened,
            ).distinct()
            rows = self._plain(table, (whose, on, theirs or on))
            self._held[name] = self.hold(self._known(rows.inner_join(people, rows[on] == people.joined), table))
        return self._held[name].mutate(**{**ONE_ROW, "through": ibis.literal(whose)}, from_table=ibis.literal(table))

    def factors(self, *codes: str) -> ibis.Table:
        """Give assessments that found one of these factors: evidence from the day a manager signed, for a year."""
        self.asked |= {FACTORS, ASSESSMENTS}
        if FACTORS not in self._held:
            self._held[FACTORS] = self.hold(self._factors())
        rows = self._held[FACTORS]
        return for_a_year(rows.filter(rows.factor.isin(codes)))

    def _factors(self) -> ibis.Table:
        whose = self.signed()
        whose = whose.select(*WHO, "cina_assessment_id", signed=whose.ended)
        rows = self._plain(FACTORS, (ASSESSMENTS, "cinf_assessment_id", "cina_assessment_id"))
        rows = self._known(rows.inner_join(whose, rows.cinf_assessment_id == whose.cina_assessment_id), FACTORS)
        rows = rows.mutate(**{**ONE_ROW, "through": ibis.literal(ASSESSMENTS)}, from_table=ibis.literal(FACTORS))
        factor = rows.cinf_assessment_factors_json.unnest()
        return rows.select(*PERSON, *ORIGIN, factor=factor, happened=rows.signed)

    def signed(self) -> ibis.Table:
        """Give assessments that a manager had signed by the day of knowledge."""
        rows = self.of(ASSESSMENTS)
        return rows.filter(rows.ended.notnull() & (rows.ended <= self.day(rows)))

    def attendance(self) -> ibis.Table:
        """Give sessions by child and school term, for terms that were over on the day of knowledge.

        Returns:
            family_id, person_id, term (a running number), first, last (days of the term), possible, absent,
            unauthorised, and where they are written.
        """
        self.asked.add(ATTENDANCE)
        if ATTENDANCE not in self._held:
            self._held[ATTENDANCE] = self.hold(self._by_term(self.registers()))
        return self._held[ATTENDANCE]

    def registers(self) -> ibis.Table:
        """Give the rows behind `attendance`: one per child, week and code."""
        back = timedelta(days=ATTENDANCE_DAYS)
        written = ("delivery", "line") if self.row_by_row else ()
        rows = self._read(ATTENDANCE, ("register_code", "sessions", *written), weeks=ATTENDANCE_DAYS // 7)
        terms = terms_between(min(self.people.days) - back, self.last)
        weeks = a_few_rows(terms.weeks(), {"monday": "date", "term": "int64", "first": "date", "last": "date"})
        rows = rows.inner_join(weeks, rows.week_start == weeks.monday).inner_join(self._records, "record_id")
        rows = self._known(rows.mutate(happened=rows.week_start), ATTENDANCE)
        whole = (rows["first"] >= rows.as_of - ibis.interval(days=ATTENDANCE_DAYS)) & (rows["last"] < self.day(rows))
        return rows.filter(whole).mutate(**ONE_ROW, from_table=ibis.literal(ATTENDANCE))

    def _by_term(self, rows: ibis.Table) -> ibis.Table:
        from csps.outcomes.sessions import ABSENT, POSSIBLE, UNAUTHORISED  # noqa: PLC0415 - keeps the door free of code lists

        counted = {"possible": POSSIBLE, "absent": ABSENT, "unauthorised": UNAUTHORISED}
        sums = {
            name: rows.sessions.sum(where=rows.register_code.isin(codes)).fill_null(0).cast("int64")
            for name, codes in counted.items()
        }
        return rows.group_by("family_id", "person_id", "term", "first", "last").agg(
            **sums, record_id=rows.record_id.max(), known_on=rows.known_on.max(), summed=rows.count().cast("int64")
        )

    @property
    def _records(self) -> ibis.Table:
        return self.people.records.rename(member_role="role")

    def _plain(self, table: str, whose: tuple[str, str, str] | None = None) -> ibis.Table:
        """Give what rules may see of every version of a table, its days under the names that all tables share."""
        contract = lake_tables()[table]
        allowed = [name for name in contract.column_names if Purpose.SCORING in contract.purposes_of(name)]
        kept = [name for name in allowed if name not in (KNOWN_ON, "month_of_birth", "record_id")]
        kept += ["record_id", "delivery", "line"]
        rows = self._read(table, kept, whose=whose)
        days = {"happened": contract.happened_on, "ended": contract.ended_on}
        named = {new: ibis.null("date") if old is None else rows[old] for new, old in days.items()}
        return rows.select(*dict.fromkeys(kept), KNOWN_ON, REPLACED_ON, **named)

    def _known(self, rows: ibis.Table, table: str) -> ibis.Table:
        """Keep the version of each row that was in force on the day of knowledge, and what had happened by then."""
        rows = in_force(rows, self.day(rows))
        return rows if lake_tables()[table].happened_on is None else rows.filter(rows.happened <= self.day(rows))

    def _read(
        self,
        table: str,
        columns: Collection[str],
        *,
        weeks: int | None = None,
        whose: tuple[str, str, str] | None = None,
    ) -> ibis.Table:
        """Read every version of a table about the people; one that may not be used has no rows."""
        if self._past is not None:
            rows = self._past.versions(table, columns, weeks, whose)
        else:
            since = None if weeks is None else min(self.people.days) - timedelta(weeks=weeks)
            records = self._records if whose is None else None
            rows = versions_of(self._lake, table, self.last, columns=columns, since=since, records=records)
        return rows.filter(ibis.literal(False)) if table in self._refused else rows

    def hold(self, rows: ibis.Table) -> ibis.Table:
        """Compute rows once, however many lines ask for them."""
        return held(self._lake, rows) if self._rounds is None else self._rounds.hold(rows)


def for_a_year(rows: ibis.Table, *kept: str) -> ibis.Table:
    """Let events count for a year; `kept` columns stay."""
    return for_days(rows, YEAR_DAYS, *kept)


def for_days(rows: ibis.Table, days: int, *kept: str) -> ibis.Table:
    """Let events count for so many days, their own day included; `kept` columns stay."""
    return counting(rows, rows.happened, rows.happened + ibis.interval(days=days), *kept)


def while_it_lasts(rows: ibis.Table) -> ibis.Table:
    """Let what has a beginning and an end count in between."""
    return counting(rows, rows.happened, rows.ended)


def any_of(*parts: ibis.Table) -> ibis.Table:
    """Put evidence of several sorts together."""
    return ibis.union(*parts)


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


def aged_then(rows: ibis.Table, least: int, below: int) -> ibis.Table:
    """Keep rows about people from one age in whole years to below another, on the day on which it happened.

    Args:
        rows: about people, whose age is that of the as-of date.
        least: from which age in whole years.
        below: below which.
    """
    since = 12 * (rows.as_of.year() - rows.happened.year()) + (rows.as_of.month() - rows.happened.month())
    months = rows.age_months - since
    return rows.filter((months >= 12 * least) & (months < 12 * below))
