"""What happened to the families of some dates within a horizon, and whom of them a model is about: told once for all dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import ibis

from csps.domain.weeks import SETTLING_WEEKS
from csps.outcomes.assessed import assessments
from csps.outcomes.cohort import RULES, TYPES, cohort_row, counted, left_by
from csps.outcomes.criteria import assessed_on, eligible, first_eligible, judged, of_date
from csps.outcomes.events import children_asked_about, first_event
from csps.outcomes.evidence import Evidence
from csps.outcomes.in_force import rules_on
from csps.outcomes.meeting import NAME as CRITERIA
from csps.outcomes.meeting import named
from csps.outcomes.past import Past, dated, pseudonym, told_apart
from csps.settings import Use
from csps.settings.model_spec import Event, Exclusion
from csps.store.held import a_few_rows
from csps.store.known import known_by
from csps.store.rounds import Rounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.outcomes.rule_sets import Rules
    from csps.settings import ModelSpec, Programme
    from csps.store import Connection
    from csps.store.held import ArrowTable
    from csps.store.people import People
    from csps.store.rounds import DayRows

ROWS, COUNTS = "rows", "counts"


def is_mature(day: date, horizon_weeks: int, week: date) -> bool:
    """Say whether all that can count has happened and been written down (`csps.domain.weeks.SETTLING_WEEKS`).

    >>> is_mature(date(2025, 8, 18), 52, date(2026, 11, 16)), is_mature(date(2025, 8, 25), 52, date(2026, 11, 16))
    (True, False)
    """
    return day + timedelta(weeks=horizon_weeks + SETTLING_WEEKS) <= week


class Ahead:
    """A model's outcomes after some dates that are alike: all of them mature or none, by the same rules.

    Args:
        lake: where the tables are; for eligibility with the criteria met on each date.
        spec: the model's specification.
        days: as-of dates for which families were formed.
        week: what is known by then.
        programme: which feeds may be used.
        rules: by which the programme's threshold is judged; None where the outcome does not rest on it.
    """

    def __init__(
        self,
        lake: Connection,
        spec: ModelSpec,
        days: Sequence[date],
        week: date,
        *,
        programme: Programme,
        rules: Rules | None,
    ) -> None:
        self.mature = is_mature(max(days), spec.horizon_weeks, week)
        self._lake = lake
        self._spec = spec
        self._days = tuple(days)
        self._week = week
        self._rules = rules
        self._refused = programme.refused_for(Use.SCORING)
        self._past = Past(lake, days, week)
        self._rounds = Rounds(lake, days, self._told)
        self._counts: dict[date, dict[str, int]] = {}

    def rows(self, day: date) -> DayRows:
        """Give the rows of `outcomes.family_outcome` for one of the dates."""
        return self._rounds.rows(day, ROWS)

    def cohort(self, day: date) -> ArrowTable:
        """Give the row of `outcomes.cohort` for one of the dates."""
        families = self._lake.table("families.family", part=day.isoformat())
        count = families.filter(families.in_cohort).count().to_pyarrow().as_py()
        return cohort_row(self.found(day), count, self._spec, day, self._said(), mature=self.mature)

    def found(self, day: date) -> Mapping[str, int]:
        """Count the families of one of the dates, as `cohort.counted` does; nothing where no family is left."""
        if day not in self._counts:
            rows = self._rounds.rows(day, COUNTS).read_all().drop("as_of").to_pylist()
            self._counts[day] = rows[0] if rows else {}
        return self._counts[day]

    def _said(self) -> dict[str, object]:
        """Name the rules that the outcome rests on; nothing where it rests on none."""
        return dict.fromkeys(RULES) if self._rules is None else named(self._rules)

    def _told(self, rounds: Rounds) -> dict[str, ibis.Table]:
        people = self._past.people(rounds)
        then, now = (self._evidence(people, rounds, known_by) for known_by in (None, self._week))
        if Event.THRESHOLD_MET in self._spec.outcome.events:
            population, found = people.families.select("family_id"), self._threshold(now, rounds)
        else:
            asked = rounds.hold(children_asked_about(then, self._spec.population.excludes))
            population = asked.select("family_id")
            found = first_event(now, self._spec.outcome.events, asked, self._spec.horizon_weeks)
        if Exclusion.THRESHOLD_MET in self._spec.population.excludes:
            population = population.anti_join(self._eligible_then(then, rounds), "family_id")
        rows = rounds.hold(self._outcomes(people, population, found))
        return {ROWS: told_apart(rows), COUNTS: counted(rows, self._gone(people) if self.mature else None)}

    def _evidence(self, people: People, rounds: Rounds, known_by: date | None) -> Evidence:
        thresholds = self._rules.thresholds if self._rules else None
        return Evidence(
            self._lake,
            people,
            known_by,
            thresholds=thresholds,
            refused=self._refused,
            past=self._past,
            rounds=rounds,
        )

    def _outcomes(self, people: People, population: ibis.Table, found: ibis.Table) -> ibis.Table:
        """Give the rows of every family of the dates, whether or not the model is about it."""
        rows = people.families.select("as_of", "family_id").left_join(found, "family_id").drop("family_id_right")
        asked = population.distinct().mutate(asked=True)
        rows = rows.left_join(asked, "family_id").drop("family_id_right")
        ends = rows.as_of + ibis.interval(weeks=self._spec.horizon_weeks)
        return rows.select(
            model=ibis.literal(self._spec.name),
            as_of=rows.as_of,
            family_id=rows.family_id,
            in_population=rows.asked.fill_null(False),
            horizon_ends_on=ends.cast("date"),
            mature=ibis.literal(self.mature),
            happened=rows.event_on.notnull() if self.mature else ibis.null("boolean"),
            event_on=rows.event_on if self.mature else ibis.null("date"),
            event=rows.event if self.mature else ibis.null("string"),
            **{name: ibis.literal(said, TYPES[name]) for name, said in self._said().items()},
        )

    def _gone(self, people: People) -> ibis.Table:
        """Give the families that left before their horizon was over."""
        homes = known_by(self._lake, "linkage.residence", self._week, columns=("ended_on",))
        members = people.members.select("as_of", "family_id", person_id=pseudonym(people.members.person_id))
        return left_by(homes.select("person_id", "started_on", "ended_on"), members, self._spec.horizon_weeks)

    def _threshold(self, now: Evidence, rounds: Rounds) -> ibis.Table:
        """Give the first Monday in the horizon on which each family meets the threshold.

        By the rules in force on the as-of date throughout: a family does not come to meet them because they were changed.
        Nothing is looked for while the horizon has not passed.
        """
        event = ibis.literal(Event.THRESHOLD_MET.value)
        if not self.mature:
            return a_few_rows({}, {"family_id": "string", "event_on": "date"}).mutate(event=event)
        assert self._rules is not None, "the threshold rests on rules"
        mondays = [
            (day, day + timedelta(weeks=1 + ahead)) for day in self._days for ahead in range(self._spec.horizon_weeks)
        ]
        columns = dict(zip(("as_of", "day"), zip(*mondays, strict=True), strict=True))
        calendar = a_few_rows(columns, {"as_of": "date", "day": "date"})
        families = now.people.families
        rows, assessed = (
            rounds.hold(self._within(found, families)) for found in (judged(now, self._rules), assessments(now))
        )
        return first_eligible(rows, families, assessed, self._rules, calendar).mutate(event=event)

    def _within(self, rows: ibis.Table, families: ibis.Table) -> ibis.Table:
        """Keep the rows that count on some Monday of the horizon."""
        rows = of_date(rows, families)
        begun = rows.since <= rows.as_of + ibis.interval(weeks=self._spec.horizon_weeks)
        still = rows.until.isnull() | (rows.until > rows.as_of + ibis.interval(weeks=1))
        return rows.filter(begun & still)

    def _eligible_then(self, then: Evidence, rounds: Rounds) -> ibis.Table:
        """Give the families that meet the threshold on their date, from the criteria that were judged."""
        assert self._rules is not None, "the threshold rests on rules"
        for day in self._days:
            self._lake.table(CRITERIA, part=day.isoformat())  # which refuses a date that was not judged
        met = self._lake.table(CRITERIA, part=tuple(day.isoformat() for day in self._days))
        met = dated(met.semi_join(rounds.asked, "as_of"), "family_id")
        families = then.people.families
        stands = of_date(assessments(then), families)
        return eligible(met, families, assessed_on(stands, stands.as_of), self._rules)


def looking_ahead(
    lake: Connection, spec: ModelSpec, days: Sequence[date], week: date, programme: Programme
) -> dict[date, Ahead]:
    """Look ahead from each date; dates that are alike are looked ahead from together.

    Args:
        lake: where the tables are; for eligibility with the criteria met on each date.
        spec: the model's specification.
        days: as-of dates for which families were formed.
        week: what is known by then.
        programme: which rule set is in force when, and which feeds may be used.
    """
    alike: dict[object, tuple[Rules | None, list[date]]] = {}
    for day in days:
        rules = rules_on(programme, day) if spec.rests_on_rules else None
        alike.setdefault((repr(rules), is_mature(day, spec.horizon_weeks, week)), (rules, []))[1].append(day)
    found: dict[date, Ahead] = {}
    for rules, together in alike.values():
        found |= dict.fromkeys(together, Ahead(lake, spec, together, week, programme=programme, rules=rules))
    return found
