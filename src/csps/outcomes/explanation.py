"""`csps outcomes explain`: which criteria a family meets on a date, by which rows, and what is missing to judge the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csps.contracts.lake import MONTH_OF_BIRTH, RECORD_ID, lake_tables
from csps.contracts.model import Purpose
from csps.domain.errors import IntegrityError
from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import counts_on, evidence_on, judged
from csps.outcomes.evidence import Evidence
from csps.outcomes.in_force import rules_called
from csps.outcomes.line import Judgement
from csps.outcomes.meeting import CRITERIA, NAME
from csps.outcomes.stored import refuse_date, refuse_family
from csps.settings import Use
from csps.settings.thresholds import Counted
from csps.store.held import held
from csps.store.people import people_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.outcomes.line import Line
    from csps.outcomes.rule_sets import Rules
    from csps.settings import Programme
    from csps.store import Connection
    from csps.store.people import People

    Row = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class RowBehind:
    """A source row that is evidence.

    Args:
        agency: who delivered it.
        table: where it is.
        through: the table that says whom it is about, where it names nobody itself.
        person_id: the member it is about, as a pseudonym.
        role: of the member in the family.
        record_id: pseudonym of the record.
        delivery: the delivery that brought it; None for a table that csps makes.
        line: of the delivery.
        known_on: since when the council could have known it.
        since: since when it counts.
        until: the first day on which it counts no more; None where no end is known.
        says: its columns that a rule may look at.
    """

    agency: str
    table: str
    through: str | None
    person_id: str
    role: str
    record_id: str | None
    delivery: str | None
    line: int | None
    known_on: date | None
    since: date
    until: date | None
    says: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class CriterionExplained:
    """A line of the rules, for a family.

    Args:
        criterion: for example SF8.1.
        headline: number of the headline it belongs to.
        words: what it says.
        standing: whether its words were confirmed.
        source: where they were read.
        judgement: met, not met, or not judged.
        members: pseudonyms of the members it is met by.
        rows: the source rows, the latest first.
        missing: what was missing to judge it; empty where nothing was.
        lacking: what it would need besides and nobody delivers.
    """

    criterion: str
    headline: int
    words: str
    standing: str
    source: str
    judgement: str
    members: tuple[str, ...]
    rows: tuple[RowBehind, ...]
    missing: str
    lacking: str


@dataclass(frozen=True, kw_only=True)
class CriteriaExplained:
    """What the rules in force say about a family on a date.

    Args:
        family_id: pseudonym of the family.
        as_of: the date.
        rule_set: by which it was judged.
        rule_set_version: its version.
        to_confirm_of_100: share of its lines whose words are still to be confirmed.
        said: the three in words.
        least: how many are needed.
        counted: of what: needs or headlines.
        found: how many there are.
        with_child: whether there is a child, born or expected.
        assessment_asked: whether a whole-family assessment must stand behind the family.
        assessments: the rows of those that stand.
        eligible: whether the family meets the threshold.
        criteria: every line, in the order of the rules.
    """

    family_id: str
    as_of: date
    rule_set: str
    rule_set_version: str
    to_confirm_of_100: int
    said: str
    least: int
    counted: str
    found: int
    with_child: bool
    assessment_asked: bool
    assessments: tuple[RowBehind, ...]
    eligible: bool
    criteria: tuple[CriterionExplained, ...]


def explain_criteria(lake: Connection, family: str, day: date, programme: Programme) -> CriteriaExplained:
    """Find by which rows a family meets which criteria, and what could not be judged.

    The rules are asked again about this family alone, row by row, and must agree with what was stored.

    Args:
        lake: a published week.
        family: pseudonym of the family.
        day: a date for which the criteria were judged.
        programme: the rules it may have been judged by, and which feeds may be used.

    Raises:
        UsageError: the criteria were not judged for the date, or there is no such family on it.
        SettingsError: the rules by which it was judged are the council's no more.
        IntegrityError: what is stored is not what the rows say.
    """
    refuse_date(lake, day)
    refuse_family(lake, family, day)
    lines = _stored(lake, CRITERIA, day)
    rules = rules_called(programme, str(lines[0]["rule_set"]), str(lines[0]["rule_set_version"]), day)
    people = _of_family(people_on(lake, day), family)
    refused = programme.refused_for(Use.SCORING)
    evidence = Evidence(lake, people, day, thresholds=rules.thresholds, refused=refused, row_by_row=True)
    shown = evidence_on(held(lake, judged(evidence, rules)), day).order_by("criterion", "place")
    stands = counts_on(assessments(evidence), day).order_by("since", "from_table", "delivery", "line").distinct()
    written = _Written(lake, people)
    by_line: dict[str, list[RowBehind]] = {}
    for row in shown.to_pyarrow().to_pylist():
        by_line.setdefault(str(row["criterion"]), []).append(written.row(row))
    _refuse_difference(lake, family, day, by_line)
    whole_family = tuple(written.row(row) for row in stands.to_pyarrow().to_pylist())
    judged_lines = {str(row["criterion"]): row for row in lines}
    criteria = tuple(_explained(line, judged_lines[line.id], tuple(by_line.get(line.id, ()))) for line in rules.lines)
    return _told(rules, people, family, criteria, whole_family)


def _told(
    rules: Rules,
    people: People,
    family: str,
    criteria: tuple[CriterionExplained, ...],
    whole_family: tuple[RowBehind, ...],
) -> CriteriaExplained:
    """Count what is met, and say whether it is enough."""
    met = [each for each in criteria if each.judgement == Judgement.MET]
    found = len({each.headline for each in met}) if rules.of is Counted.HEADLINES else len(met)
    row = people.families.to_pyarrow().to_pylist()[0]
    with_child = row["children"] + row["expected_children"] > 0
    return CriteriaExplained(
        family_id=family,
        as_of=people.days[0],
        rule_set=rules.name,
        rule_set_version=rules.edition,
        to_confirm_of_100=rules.to_confirm_of_100,
        said=str(rules),
        least=rules.least,
        counted=rules.of.value,
        found=found,
        with_child=with_child,
        assessment_asked=rules.assessed,
        assessments=whole_family,
        eligible=found >= rules.least and with_child and (bool(whole_family) or not rules.assessed),
        criteria=criteria,
    )


def _explained(line: Line, stored: Row, rows: tuple[RowBehind, ...]) -> CriterionExplained:
    judgement = Judgement.MET if rows else Judgement.NOT_MET if stored["judged"] else Judgement.NOT_JUDGED
    return CriterionExplained(
        criterion=line.id,
        headline=line.headline,
        words=line.words,
        standing=line.standing.value,
        source=line.source,
        judgement=judgement.value,
        members=tuple(sorted({row.person_id for row in rows})),
        rows=rows,
        missing=str(stored["missing"] or ""),
        lacking=line.lacking,
    )


def _of_family(people: People, family: str) -> People:
    """Keep one family of a day's people."""
    kept = {name: getattr(people, name) for name in ("families", "members", "records")}
    return replace(people, **{name: rows.filter(rows.family_id == family) for name, rows in kept.items()})


def _stored(lake: Connection, table: str, day: date) -> list[Row]:
    return list(lake.table(table, part=day.isoformat()).to_pyarrow().to_pylist())


def _refuse_difference(lake: Connection, family: str, day: date, by_line: Mapping[str, Sequence[RowBehind]]) -> None:
    """Refuse to explain what is stored by rows that say something else."""
    met = lake.table(NAME, part=day.isoformat())
    stored = set(met.filter(met.family_id == family).criterion.to_pyarrow().to_pylist())
    if stored != set(by_line):
        lines = ", ".join(sorted(stored ^ set(by_line)))
        raise IntegrityError(
            f"What is stored of this family as of {day.isoformat()} is not what its rows say: {lines}.",
            next_step=f"Judge the criteria again with `csps outcomes --as-of {day.isoformat()}`.",
        )


class _Written:
    """Source rows as they are written in the lake, each table asked once.

    Args:
        lake: a published week.
        people: of the family.
    """

    def __init__(self, lake: Connection, people: People) -> None:
        self._lake = lake
        self._roles = {row["person_id"]: row["role"] for row in people.members.to_pyarrow().to_pylist()}
        self._said: dict[tuple[str, str], list[Row]] = {}  # by table and delivery

    def row(self, evidence: Mapping[str, Any]) -> RowBehind:
        """Give the row behind a piece of evidence."""
        table = evidence["from_table"]
        return RowBehind(
            agency=lake_tables()[table].agency,
            table=table,
            through=evidence["through"],
            person_id=evidence["person_id"],
            role=self._roles[evidence["person_id"]],
            record_id=evidence["record_id"],
            delivery=evidence["delivery"],
            line=evidence["line"],
            known_on=evidence["known_on"],
            since=evidence["since"],
            until=evidence["until"],
            says=self._says(table, evidence["delivery"], evidence["line"], evidence["record_id"]),
        )

    def _says(self, table: str, delivery: str | None, line: int | None, record: str | None) -> dict[str, object]:
        """Give what a row says: the columns that may be used for scoring, empty ones left out."""
        if delivery is None:
            return {}
        if (table, delivery) not in self._said:
            rows = self._lake.table(table)
            self._said[table, delivery] = rows.filter(rows.delivery == delivery).to_pyarrow().to_pylist()
        contract = lake_tables()[table]
        shown = [name for name in contract.column_names if Purpose.SCORING in contract.purposes_of(name)]
        for row in self._said[table, delivery]:
            if (row["line"], row["record_id"]) == (line, record):
                apart = (RECORD_ID, MONTH_OF_BIRTH, "known_on")
                return {name: row[name] for name in shown if name not in apart and row[name] is not None}
        return {}
