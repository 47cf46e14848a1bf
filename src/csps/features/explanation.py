"""`csps features explain`: one value of one family, with everything that is behind it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.contracts.feature import Missing, State
from csps.contracts.lake import lake_tables
from csps.domain.errors import IntegrityError, UsageError
from csps.features.family_week import NAME
from csps.features.kind import WHOLE_PAST
from csps.features.listing import declarations
from csps.features.readable import readable
from csps.features.source import FAMILIES
from csps.features.trace import trace
from csps.store.asked import Words, refuse_absent, refuse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from csps.features.declaration import Declared
    from csps.features.kind import Kind, Measure
    from csps.features.source import Source
    from csps.features.trace import Row, Traced
    from csps.settings import Programme
    from csps.store import Connection

WORDS = Words(
    nothing="No features were computed yet.",
    first="the first date with features",
    missing="No features were computed for",
)
EMPTY_MEANS = {
    Missing.NOTHING_HAPPENED: "0 means that nothing happened: the source would hold it. It is empty only where a feed is absent.",
    Missing.NEVER: "Empty means that it never happened: the source would hold it, and there is no day to count from.",
    Missing.NOT_KNOWN: "Empty means not known: no member is in the source, or the source does not say.",
}


@dataclass(frozen=True, kw_only=True)
class RowBehind:
    """A source row that a value was counted from.

    Args:
        agency: who delivered it.
        table: where it is.
        person_id: the member it is about, as a pseudonym; None for a row about the family as a whole.
        role: of the member in the family.
        happened_on: the day it is dated by; None for a table without days.
        ended_on: where the table has ends and it had ended.
        known_on: since when the council could have known it; None for a table that is made for a date.
        days_ago: from its day to the as-of date.
        says: the other columns that the feature looks at, and those that name the row.
        counts_for: what is made of it: amounts by the kind of row it is.
    """

    agency: str
    table: str
    person_id: str | None
    role: str | None
    happened_on: date | None
    ended_on: date | None
    known_on: date | None
    days_ago: int
    says: Mapping[str, object]
    counts_for: Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One whole number that a value is made of.

    Args:
        kind: of which rows.
        reading: what of them: how many, the sum, the largest, the smallest, days since the latest.
        after_weeks: from how many weeks back.
        weeks: to how many; None for the whole past.
        value: the number; None where there is no such row.
    """

    kind: str
    reading: str
    after_weeks: int
    weeks: int | None
    value: int | None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What is behind a value of a family.

    Args:
        family_id: pseudonym of the family.
        feature: its name.
        as_of: the date.
        question: that the feature answers.
        value: as it is stored; None where it is empty.
        said: the value in the words of a reason.
        state: whether something is known, nothing happened, it is not known, or a feed is absent.
        empty_means: what an empty value of this feature says.
        absent: tables that it reads and that were not there on the date.
        silent: tables that it reads and that had fallen silent by the date, with the day of their latest delivery.
        arithmetic: how the value is made of the numbers.
        counted: the numbers.
        members: pseudonyms of the members the rows are about.
        rows: the rows, the latest first.
    """

    family_id: str
    feature: str
    as_of: date
    question: str
    value: float | None
    said: str
    state: str
    empty_means: str
    absent: tuple[str, ...]
    silent: Mapping[str, date | None]
    arithmetic: str
    counted: tuple[Counted, ...]
    members: tuple[str, ...]
    rows: tuple[RowBehind, ...]


def explain_feature(lake: Connection, family: str, name: str, day: date, programme: Programme) -> Explanation:
    """Find what is behind a stored value.

    Args:
        lake: a published week.
        family: pseudonym of the family.
        name: of the feature.
        day: a date for which features were computed.
        programme: which feeds may be used for scoring.

    Raises:
        UsageError: there is no such feature, no features of that date, or no such family on it.
        IntegrityError: the stored value is not what its rows say.
    """
    declared = _declared(name)
    stored = _stored(lake, family, name, day)
    may = readable(lake, programme, [day])
    empty = may.absent(day, [declared])
    found = trace(lake, day, [family], [declared], there=may.there, empty=empty, origins=True)
    value = found.values[family][name]
    if value != stored:
        raise IntegrityError(
            f"The stored value of {name} as of {day.isoformat()} is not what its rows say.",
            next_step=f"Compute it again with `csps features --as-of {day.isoformat()}`.",
        )
    absent = tuple(table for table in declared.feature.sources if table not in may.there)
    silent = {name: each.latest_on for name, each in may.silent(day).items() if name in declared.feature.sources}
    rows = tuple(sorted(_rows(found, family, declared), key=lambda row: (row.days_ago, row.table, repr(row.says))))
    return Explanation(
        family_id=family,
        feature=name,
        as_of=day,
        question=declared.feature.question,
        value=value,
        said=declared.feature.said(value, absent=bool(empty)),
        state=_state(declared, value, rows, absent=bool(empty)),
        empty_means=EMPTY_MEANS[declared.feature.missing],
        absent=absent,
        silent=silent,
        arithmetic=_arithmetic(declared, found.measures[family], value),
        counted=tuple(_counted(measure, found.measures[family].get(measure.name)) for measure in declared.measures),
        members=tuple(sorted({row.person_id for row in rows if row.person_id is not None})),
        rows=rows,
    )


def _declared(name: str) -> Declared:
    by_name = {each.feature.name: each for each in declarations()}
    if name not in by_name:
        near = difflib.get_close_matches(name, by_name, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f"There is no feature {name}.{hint}", next_step="`csps features list` names them all.")
    return by_name[name]


def _stored(lake: Connection, family: str, name: str, day: date) -> float | None:
    """Give the stored value, or refuse a date or a family that is not there."""
    refuse_day(lake, NAME, day, WORDS)
    week = lake.table(NAME, part=day.isoformat())
    rows = lake.backend.to_pyarrow(week.filter(week.family_id == family).select(name)).to_pylist()
    if not rows:
        refuse_absent(family, day, _days_of(lake, family))
    value: float | None = rows[0][name]
    return value


def _days_of(lake: Connection, family: str) -> list[date]:
    """Give the dates on which a family is there."""
    rows = lake.table(FAMILIES)
    rows = rows.filter((rows.family_id == family) & rows.in_cohort)
    days: list[date] = lake.backend.to_pyarrow(rows.select("as_of")).to_pydict()["as_of"]
    return days


def _state(declared: Declared, value: float | None, rows: Sequence[RowBehind], *, absent: bool) -> str:
    """Say what a value says; a nought that rows add up to is something known."""
    state = declared.feature.state(value, absent=absent)
    return (State.SOMETHING if state is State.NOTHING_HAPPENED and rows and value is not None else state).value


def _counted(measure: Measure, value: int | None) -> Counted:
    return Counted(
        kind=measure.kind.name,
        reading=READINGS[measure.reading.value],
        after_weeks=measure.after,
        weeks=None if measure.weeks >= WHOLE_PAST else measure.weeks,
        value=value,
    )


READINGS = {
    "n": "how many",
    "total": "the sum",
    "most": "the largest",
    "least": "the smallest",
    "last": "days since the latest",
}


def _arithmetic(declared: Declared, measures: Mapping[str, int | None], value: float | None) -> str:
    """Write the formula with its numbers, and what it comes to."""
    zero = declared.feature.missing is Missing.NOTHING_HAPPENED
    numbers = [measures.get(measure.name) for measure in declared.measures]
    written = [("0" if zero else "nothing") if number is None else str(number) for number in numbers]
    worked = declared.working.format(*written, all=", ".join(written))
    return f"{worked} = {'empty' if value is None else format(value, 'g')}"


def _rows(found: Traced, family: str, declared: Declared) -> Iterator[RowBehind]:
    """Yield the rows of the feature's kinds within its windows."""
    for source, delivered in found.origins[family].items():
        measures = [measure for measure in declared.measures if measure.kind.source == source]
        kinds = list({measure.kind.name: measure.kind for measure in measures}.values())
        counted = found.rows[family][source]
        for row in delivered:
            amounts = _counts_for(row, kinds, counted, source)
            if amounts and any(_within(row, measure) for measure in measures if measure.kind.name in amounts):
                yield _row(row, source, amounts)


def _counts_for(row: Row, kinds: Sequence[Kind], counted: Sequence[Row], source: Source) -> dict[str, int | None]:
    """Give the kinds a row is of, with its amount; where rows are added up, those of the sum it went into."""
    behind = [row]
    if source.sums is not None:
        same = ("person_id", "days_ago") if source.sums.by_day else ("person_id",)
        behind = [each for each in counted if all(each[name] == row[name] for name in same)]
    found: dict[str, int | None] = {}
    for each in behind:
        for kind in kinds:
            if each[f"of.{kind.name}"]:
                amount = each.get(f"amount.{kind.name}")
                found[kind.name] = None if amount is None else int(str(amount))
    return found


def _within(row: Row, measure: Measure) -> bool:
    days = int(str(row["days_ago"]))
    return 7 * measure.after <= days and (measure.weeks >= WHOLE_PAST or days < 7 * measure.weeks)


def _row(row: Row, source: Source, amounts: Mapping[str, int | None]) -> RowBehind:
    contract = lake_tables()[source.table]
    day, ended = source.day or contract.happened_on, contract.ended_on
    apart = {"family_name", "person_name", "person_id", "member_role", "age_months", "days_ago", "known_on", day, ended}
    apart |= {"is_open", "ended_days_ago", "as_of"}
    says = {name: value for name, value in row.items() if name not in apart and "." not in name}
    return RowBehind(
        agency=contract.agency,
        table=source.table,
        person_id=_text(row.get("person_id")),
        role=_text(row.get("member_role")),
        happened_on=_day(row, day),
        ended_on=_day(row, ended),
        known_on=_day(row, "known_on"),
        days_ago=int(str(row["days_ago"])),
        says=dict(sorted(says.items())),
        counts_for=amounts,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(row: Row, column: str | None) -> date | None:
    value: date | None = None if column is None else row.get(column)  # type: ignore[assignment]  # a date column
    return value
