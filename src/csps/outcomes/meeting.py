"""Write which criteria of the programme each family meets on each date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.contracts.lake import lake_tables
from csps.domain.progress import SilentProgress
from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import assessed_on, eligible, evidence_on, judged, met_by, of_date
from csps.outcomes.evidence import Evidence
from csps.outcomes.in_force import rules_on
from csps.outcomes.past import Past, told_apart
from csps.outcomes.reading import tables_of
from csps.outcomes.sources import Sources
from csps.settings import Use
from csps.store.engines import ibis_schema
from csps.store.held import arrow_rows
from csps.store.rounds import Rounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.domain.progress import Progress
    from csps.outcomes.rule_sets import Rules
    from csps.outcomes.sources import Missing
    from csps.settings import Programme
    from csps.store import Connection, Edition
    from csps.store.held import ArrowTable
    from csps.store.rounds import DayRows

NAME = "outcomes.criterion_met"
EVIDENCE = "outcomes.criterion_evidence"
CRITERIA = "outcomes.criterion"
ELIGIBLE, FAMILIES = "eligible", "families"  # on the way: who meets the threshold, and how many meet each line


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
    by_rules: dict[str, tuple[Rules, list[date]]] = {}
    for day in dates:
        rules = rules_on(programme, day)
        by_rules.setdefault(repr(rules), (rules, []))[1].append(day)
    done = CriteriaMet({}, {}, {}, {})
    with edition.connect() as lake:
        judging: dict[date, _Judging] = {}
        for rules, days in by_rules.values():
            judging |= dict.fromkeys(days, _Judging(lake, days, rules, programme))
        for day in (progress or SilentProgress()).track(
            dates, what="judging the programme's criteria", total=len(dates)
        ):
            _write(edition, judging[day], day, done)
    return done


class _Judging:
    """The criteria of some days by one set of rules: told once for all of them.

    Args:
        lake: where the tables are.
        days: as-of dates for which families were formed.
        rules: in force on all of them.
        programme: which feeds may be used.
    """

    def __init__(self, lake: Connection, days: Sequence[date], rules: Rules, programme: Programme) -> None:
        self.rules = rules
        self._lake = lake
        self._programme = programme
        self._past = Past(lake, days)
        self._rounds = Rounds(lake, days, self._told)

    def missing(self, day: date) -> dict[str, tuple[Missing, ...]]:
        """Say of every line what is missing to judge it on a day."""
        return Sources(self._lake, self._programme, day).missing_of(self.rules.lines)

    def rows(self, day: date, name: str) -> DayRows:
        """Give the rows of a day of one of the tables, as `Rounds.rows` does."""
        return self._rounds.rows(day, name)

    def _told(self, rounds: Rounds) -> dict[str, ibis.Table]:
        people = self._past.people(rounds)
        refused = self._programme.refused_for(Use.SCORING)
        evidence = Evidence(
            self._lake,
            people,
            thresholds=self.rules.thresholds,
            refused=refused,
            past=self._past,
            rounds=rounds,
        )
        rows = of_date(judged(evidence, self.rules), people.families)
        shown = rounds.hold(evidence_on(rows, rows.as_of))
        met = rounds.hold(met_by(shown))
        stands = of_date(assessments(evidence), people.families)
        enough = eligible(met, people.families, assessed_on(stands, stands.as_of), self.rules)
        said = {name: ibis.literal(value) for name, value in named(self.rules).items()}
        return {
            EVIDENCE: told_apart(shown.drop("headline").mutate(**said, agency=_agency(shown))),
            NAME: told_apart(met.mutate(**said)),
            ELIGIBLE: told_apart(enough),
            FAMILIES: told_apart(met).group_by("as_of", "criterion").agg(families=ibis._.count()),
        }


def _write(edition: Edition, judging: _Judging, day: date, done: CriteriaMet) -> None:
    """Write the three parts of one date."""
    rules, part = judging.rules, day.isoformat()
    enough = judging.rows(day, ELIGIBLE).read_all().num_rows
    families = {row["criterion"]: row["families"] for row in judging.rows(day, FAMILIES).read_all().to_pylist()}
    missing = judging.missing(day)
    edition.write(CRITERIA, criteria_rows(rules, day, missing, families), part=part)
    edition.write(EVIDENCE, judging.rows(day, EVIDENCE), part=part)
    rows = edition.write(NAME, judging.rows(day, NAME), part=part).rows
    into = (done.rows, done.eligible, done.rule_sets, done.not_judged)
    silent = {line: "; ".join(map(str, why)) for line, why in missing.items() if why}
    for each, value in zip(into, (rows, enough, str(rules), silent), strict=True):
        each[day] = value  # type: ignore[index] # it is read-only for everybody else


def named(rules: Rules) -> dict[str, object]:
    """Give what every table says of the rules it was judged by: rule set, version, share still to be confirmed."""
    return {
        "rule_set": rules.name,
        "rule_set_version": rules.edition,
        "to_confirm_of_100": rules.to_confirm_of_100,
    }


def criteria_rows(
    rules: Rules, day: date, missing: Mapping[str, tuple[Missing, ...]], families: Mapping[str, int]
) -> ArrowTable:
    """Give a row per line: what it says, where that comes from, whether it could be judged, and how many meet it."""
    rows = [
        {"as_of": day, **named(rules)}
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
