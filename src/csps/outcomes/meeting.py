"""Write which criteria of the programme each family meets on each date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.domain.progress import SilentProgress
from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import assessed_on, eligible, evidence_on, judged, met_by
from csps.outcomes.evidence import Evidence
from csps.outcomes.in_force import rules_on
from csps.outcomes.reading import tables_of
from csps.outcomes.sources import Sources
from csps.store.engines import ibis_schema
from csps.store.held import arrow_rows, held
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.outcomes.rule_sets import Rules
    from csps.outcomes.sources import Missing
    from csps.settings import Programme
    from csps.store import Connection, Edition
    from csps.store.held import ArrowTable
    from csps.store.people import People

NAME = "outcomes.criterion_met"
EVIDENCE = "outcomes.criterion_evidence"
CRITERIA = "outcomes.criterion"


@dataclass(frozen=True)
class CriteriaMet:
    """What came of judging the criteria.

    Args:
        rows: criteria met, by date.
        eligible: families that meet the threshold, by date.
        rule_sets: the rule set in force with its version and the share of its lines still to be confirmed, by date.
        not_judged: the lines that could not be judged of families that no row speaks for, and what is missing, by date.
    """

    rows: Mapping[date, int]
    eligible: Mapping[date, int]
    rule_sets: Mapping[date, str]
    not_judged: Mapping[date, Mapping[str, str]]

    def __str__(self) -> str:
        """Say it date by date, each with its rule set."""
        return "\n".join(self._said(day) for day in sorted(self.rows))

    def _said(self, day: date) -> str:
        silent = self.not_judged[day]
        short = f" Not judged where no row speaks for it: {', '.join(silent)}." if silent else ""
        return (
            f"As of {day.isoformat()}, by {self.rule_sets[day]}: {self.rows[day]:,} criteria met; "
            f"{self.eligible[day]:,} families meet the threshold.{short}"
        )


def meet_criteria(
    edition: Edition, *, dates: Sequence[date], programme: Programme, progress: Progress | None = None
) -> CriteriaMet:
    """Write for each date which criteria each family meets, by the rule set in force, and by which rows.

    A part of `outcomes.criterion` says what the lines are and which could not be judged, one of
    `outcomes.criterion_met` which families meet them, one of `outcomes.criterion_evidence` the rows behind it. Only
    what was known by the date is evidence, and nothing that may not be used for scoring.

    Args:
        edition: what is read and written.
        dates: as-of dates for which families were formed.
        programme: which rule set is in force when, and which feeds may be used.
        progress: told of each date.

    Raises:
        SettingsError: no rule set is in force on a date, or it has no rules.
        UsageError: no families were formed for a date.
    """
    in_force = {day: rules_on(programme, day) for day in dates}
    done = CriteriaMet({}, {}, {}, {})
    for day in (progress or SilentProgress()).track(dates, what="judging the programme's criteria", total=len(dates)):
        _meet(edition, in_force[day], programme, day, done)
    return done


def _meet(edition: Edition, rules: Rules, programme: Programme, day: date, done: CriteriaMet) -> None:
    """Write the three parts of one date."""
    with edition.connect() as lake:
        sources = Sources(lake, programme, day)
        people = held_people(lake, day)
        evidence = Evidence(lake, people, day, thresholds=rules.thresholds, refused=sources.refused)
        shown = held(lake, evidence_on(judged(evidence, rules), day))
        met = held(lake, met_by(shown))
        assessed = assessed_on(assessments(evidence), day)
        enough = eligible(met, people.families, assessed, rules).count().to_pyarrow().as_py()
        counted = met.group_by("criterion").agg(families=met.count()).to_pyarrow().to_pylist()
        families = {row["criterion"]: row["families"] for row in counted}
        missing = sources.missing_of(rules.lines)
        part, of_date = day.isoformat(), {name: ibis.literal(value) for name, value in named(rules, day).items()}
        edition.write(CRITERIA, criteria_rows(rules, day, missing, families), part=part)
        edition.write(EVIDENCE, shown.drop("headline").mutate(**of_date, agency=_agency(shown)), part=part)
        rows = edition.write(NAME, met.mutate(**of_date), part=part).rows
    into = (done.rows, done.eligible, done.rule_sets, done.not_judged)
    silent = {line: "; ".join(map(str, why)) for line, why in missing.items() if why}
    for each, value in zip(into, (rows, enough, str(rules), silent), strict=True):
        each[day] = value  # type: ignore[index] # it is read-only for everybody else


def named(rules: Rules, day: date) -> dict[str, object]:
    """Give what every table says of the rules it was judged by: date, rule set, version, share still to be confirmed."""
    return {
        "as_of": day,
        "rule_set": rules.name,
        "rule_set_version": rules.edition,
        "to_confirm_of_100": rules.to_confirm_of_100,
    }


def criteria_rows(
    rules: Rules, day: date, missing: Mapping[str, tuple[Missing, ...]], families: Mapping[str, int]
) -> ArrowTable:
    """Give a row per line: what it says, where that comes from, whether it could be judged, and how many meet it."""
    rows = [
        named(rules, day)
        | {"criterion": line.id, "headline": line.headline, "words": line.words, "standing": line.standing.value}
        | {"source": line.source, "reads": ", ".join(tables_of(line)), "lacking": line.lacking or None}
        | {"judged": not missing[line.id], "missing": "; ".join(map(str, missing[line.id])) or None}
        | {"families": families.get(line.id, 0)}
        for line in rules.lines
    ]
    schema = ibis_schema(lake_tables()[CRITERIA])
    return arrow_rows(
        {name: [row[name] for row in rows] for name in schema}, {name: str(kind) for name, kind in schema.items()}
    )


def _agency(rows: ibis.Table) -> ibis.Value:
    """Say who delivered a row, by the table it is in."""
    tables = sorted({table for table in lake_tables() if table.startswith("feeds.")})
    agencies = [(rows.from_table == table, lake_tables()[table].agency) for table in tables]
    return ibis.cases(*agencies, else_="csps")


def held_people(lake: Connection, day: date) -> People:
    """Give the people of a day, computed once: every rule is joined to them."""
    people = people_on(lake, day)
    kept = {name: held(lake, getattr(people, name)) for name in ("families", "members", "records")}
    return replace(people, **kept)
