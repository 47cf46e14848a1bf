"""Write what happened to each family after each date, as far as it can be known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import ibis

from csps.domain.errors import SettingsError
from csps.domain.progress import SilentProgress
from csps.outcomes.assessed import assessments
from csps.outcomes.cohort import NAME as COHORT
from csps.outcomes.cohort import RULES, TYPES, counted
from csps.outcomes.criteria import assessed_on, eligible, first_eligible, judged
from csps.outcomes.events import CHILD_EVENTS, children_asked_about, first_event
from csps.outcomes.evidence import Evidence
from csps.outcomes.in_force import rules_on
from csps.outcomes.meeting import NAME as CRITERIA
from csps.outcomes.meeting import held_people, named
from csps.settings import Use
from csps.settings.model_spec import Event, Exclusion
from csps.store.held import a_few_rows, held

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.domain.progress import Progress
    from csps.settings import ModelSpec, Programme
    from csps.store import Connection, Edition
    from csps.store.people import People

NAME = "outcomes.family_outcome"
REPORTING_DELAY_DAYS = 0
"""How long after the horizon an outcome is held to be complete.

Children's services deliver weekly, and the borough's test date is followed by exactly 52 weeks: with any delay it would
never be mature. What happened in the last days and was written down later is missed; in the borough that is less than
one outcome in fifty. A council whose systems lag should count its own delay into the date it tests on.
"""


@dataclass(frozen=True)
class OutcomesFound:
    """What came of looking ahead.

    Args:
        model: whose outcomes.
        population: families the model is about, by date.
        happened: of them those to whom it happened, by date; nothing for a date that is not mature.
    """

    model: str
    population: Mapping[date, int]
    happened: Mapping[date, int]

    def __str__(self) -> str:
        """Say it date by date.

        >>> print(OutcomesFound("eligibility", {date(2026, 11, 16): 2459}, {}))
        As of 2026-11-16 the eligibility model is about 2,459 families: whether it happens to them is not known yet.
        """
        return "\n".join(self._said(day, count) for day, count in sorted(self.population.items()))

    def _said(self, day: date, count: int) -> str:
        known = day in self.happened
        then = f"to {self.happened[day]:,} it happened" if known else "whether it happens to them is not known yet"
        return f"As of {day.isoformat()} the {self.model} model is about {count:,} families: {then}."


def find_outcomes(
    edition: Edition,
    *,
    spec: ModelSpec,
    dates: Sequence[date],
    programme: Programme,
    progress: Progress | None = None,
) -> OutcomesFound:
    """Write a part of `outcomes.family_outcome` for each date: every family of the cohort, and what happened to it.

    Beside it `outcomes.cohort` counts whom the model is about, and of whom it lost sight. Who was in the family, and whom the model is about, is as it was known on the date; what happened next is as it is
    known in the edition's week. A family that left the council, or broke up, is still followed through the children it
    had on the date; of one of whom nothing more is heard it is taken that nothing happened.

    Args:
        edition: what is read and written; for eligibility it holds the criteria met on each date.
        spec: the model's specification: events, exclusions, horizon.
        dates: as-of dates for which families were formed.
        programme: which rule set is in force when.
        progress: told of each date.

    Raises:
        SettingsError: the specification mixes events of children with those of families.
        UsageError: no families were formed for a date, or its criteria were not judged.
    """
    _refuse_mixture(spec)
    asked: dict[date, int] = {}
    happened: dict[date, int] = {}
    for day in (progress or SilentProgress()).track(dates, what=f"looking ahead for {spec.name}", total=len(dates)):
        with edition.connect() as lake:
            people = held_people(lake, day)
            rows = held(lake, _outcomes(lake, spec, people, edition.week, programme))
            of_them = rows.filter(rows.in_population)
            asked[day] = of_them.count().to_pyarrow().as_py()
            if is_mature(day, spec.horizon_weeks, edition.week):
                happened[day] = of_them.filter(of_them.happened).count().to_pyarrow().as_py()
            part = f"{spec.name}/{day.isoformat()}"
            edition.write(COHORT, counted(lake, rows, people, spec, edition.week), part=part)
            edition.write(NAME, rows, part=part)
    return OutcomesFound(spec.name, asked, happened)


def is_mature(day: date, horizon_weeks: int, week: date) -> bool:
    """Say whether all that can count has happened and been written down.

    >>> is_mature(date(2025, 11, 17), 52, date(2026, 11, 16)), is_mature(date(2025, 11, 24), 52, date(2026, 11, 16))
    (True, False)
    """
    return day + timedelta(weeks=horizon_weeks, days=REPORTING_DELAY_DAYS) <= week


def _refuse_mixture(spec: ModelSpec) -> None:
    about_families = [event for event in spec.outcome.events if event not in CHILD_EVENTS]
    if about_families and len(about_families) < len(spec.outcome.events):
        raise SettingsError(
            f"The outcome of the model {spec.name} mixes events of children with {about_families[0].value!r}.",
            next_step=f"Keep one sort of event in models/{spec.name}/spec.toml.",
        )


def _outcomes(lake: Connection, spec: ModelSpec, people: People, week: date, programme: Programme) -> ibis.Table:
    """Give the rows of one date."""
    day = people.day
    ends = day + timedelta(weeks=spec.horizon_weeks)
    mature = is_mature(day, spec.horizon_weeks, week)
    if Event.THRESHOLD_MET in spec.outcome.events:
        population, found = _threshold(lake, people, programme, ends, week, mature=mature)
    else:
        refused = programme.refused_for(Use.SCORING)
        then, now = (Evidence(lake, people, known, refused=refused) for known in (day, week))
        population, found = _children(lake, spec, then, now, ends)
    if Exclusion.THRESHOLD_MET in spec.population.excludes:
        population = population.anti_join(_eligible_now(lake, people, programme), "family_id")
    rows = people.families.select("family_id").left_join(found, "family_id").drop("family_id_right")
    rows = rows.left_join(population.distinct().mutate(asked=True), "family_id").drop("family_id_right")
    seen = rows.event_on.notnull() if mature else ibis.null("boolean")
    return rows.select(
        model=ibis.literal(spec.name),
        as_of=ibis.literal(day),
        family_id=rows.family_id,
        in_population=rows.asked.fill_null(False),
        horizon_ends_on=ibis.literal(ends),
        mature=ibis.literal(mature),
        happened=seen,
        event_on=rows.event_on if mature else ibis.null("date"),
        event=rows.event if mature else ibis.null("string"),
        **_rules_named(spec, programme, day),
    )


def _rules_named(spec: ModelSpec, programme: Programme, day: date) -> dict[str, ibis.Value]:
    """Name the rules that the outcome rests on; empty where it rests on none."""
    if not spec.rests_on_rules:
        return {name: ibis.null(TYPES[name]) for name in RULES}
    said = named(rules_on(programme, day), day)
    return {name: ibis.literal(said[name], TYPES[name]) for name in RULES}


def _children(
    lake: Connection, spec: ModelSpec, then: Evidence, now: Evidence, ends: date
) -> tuple[ibis.Table, ibis.Table]:
    """Give the families with a child to ask about, and the first thing that happened to such a child."""
    day = then.people.day
    asked = held(lake, children_asked_about(then, spec.population.excludes, day))
    found = first_event(now, spec.outcome.events, asked, day, ends)
    return asked.select("family_id"), found


def _threshold(
    lake: Connection, people: People, programme: Programme, ends: date, week: date, *, mature: bool
) -> tuple[ibis.Table, ibis.Table]:
    """Give all families, and the first Monday in the horizon on which each meets the threshold.

    By the rules in force on the as-of date throughout: a family does not come to meet them because they were changed.
    Nothing is looked for while the horizon has not passed.
    """
    nobody = a_few_rows({}, {"family_id": "string", "event_on": "date"})
    event = ibis.literal(Event.THRESHOLD_MET.value)
    if not mature:
        return people.families.select("family_id"), nobody.mutate(event=event)
    mondays = [people.day + timedelta(weeks=ahead) for ahead in range(1, (ends - people.day).days // 7 + 1)]
    rules = rules_on(programme, people.day)
    evidence = _by_the_rules(lake, people, programme, week)
    rows, assessed = held(lake, judged(evidence, rules)), held(lake, assessments(evidence))
    found = first_eligible(rows, people.families, assessed, rules, mondays)
    return people.families.select("family_id"), found.mutate(event=event)


def _eligible_now(lake: Connection, people: People, programme: Programme) -> ibis.Table:
    """Give the families that meet the threshold on the date, from the criteria that were judged."""
    met = lake.table(CRITERIA, part=people.day.isoformat())
    assessed = assessed_on(assessments(_by_the_rules(lake, people, programme, people.day)), people.day)
    return eligible(met, people.families, assessed, rules_on(programme, people.day))


def _by_the_rules(lake: Connection, people: People, programme: Programme, known_by: date) -> Evidence:
    """Give evidence with the thresholds in force on the date."""
    thresholds, refused = rules_on(programme, people.day).thresholds, programme.refused_for(Use.SCORING)
    return Evidence(lake, people, known_by, thresholds=thresholds, refused=refused)
