"""Write which criteria of the programme each family meets on each date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from csps.domain.progress import SilentProgress
from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import assessed_on, eligible, judged, met_on
from csps.outcomes.evidence import Evidence
from csps.outcomes.rule_sets import rules_named
from csps.store.held import held
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.settings import Programme
    from csps.store import Connection, Edition
    from csps.store.people import People

NAME = "outcomes.criterion_met"


@dataclass(frozen=True)
class CriteriaMet:
    """What came of judging the criteria.

    Args:
        rows: criteria met, by date.
        eligible: families that meet the threshold, by date.
        rule_sets: the rule set in force, by date.
        confirmed: the share of its lines whose words were confirmed, by date.
        lacking: what data its lines miss: line -> words, over all dates.
    """

    rows: Mapping[date, int]
    eligible: Mapping[date, int]
    rule_sets: Mapping[date, str]
    confirmed: Mapping[date, float]
    lacking: Mapping[str, str]


def meet_criteria(
    edition: Edition, *, dates: Sequence[date], programme: Programme, progress: Progress | None = None
) -> CriteriaMet:
    """Write a part of `outcomes.criterion_met` for each date, by the rule set in force on it.

    Only what was known by the date is evidence.

    Args:
        edition: what is read and written.
        dates: as-of dates for which families were formed.
        programme: which rule set is in force when.
        progress: told of each date.

    Raises:
        SettingsError: no rule set is in force on a date, or it has no rules.
        UsageError: no families were formed for a date.
    """
    in_force = {day: rules_named(programme.rule_set_on(day).name) for day in dates}
    rows: dict[date, int] = {}
    enough: dict[date, int] = {}
    for day in (progress or SilentProgress()).track(dates, what="judging the programme's criteria", total=len(dates)):
        rules = in_force[day]
        with edition.connect() as lake:
            people = held_people(lake, day)
            evidence = Evidence(lake, people, day)
            met = held(lake, met_on(judged(evidence, rules), day))
            assessed = assessed_on(assessments(evidence), day)
            enough[day] = eligible(met, people.families, assessed, rules).count().to_pyarrow().as_py()
            as_of = {"as_of": ibis.literal(day), "rule_set": ibis.literal(rules.name)}
            rows[day] = edition.write(NAME, met.mutate(**as_of), part=day.isoformat()).rows
    lacking = {line.id: line.lacking for rules in in_force.values() for line in rules.lines if line.lacking}
    names = {day: rules.name for day, rules in in_force.items()}
    shares = {day: rules.confirmed for day, rules in in_force.items()}
    return CriteriaMet(rows, enough, names, shares, lacking)


def held_people(lake: Connection, day: date) -> People:
    """Give the people of a day, computed once: every rule is joined to them."""
    people = people_on(lake, day)
    kept = {name: held(lake, getattr(people, name)) for name in ("families", "members", "records")}
    return replace(people, **kept)
