"""Every feature, told row by row in plain Python from rows as they were delivered: slow, and obvious.

A declaration is read as its words say. Nothing of `csps.features` computes here but the conditions of its kinds, which are
asked about one row at a time (`cells`), and what is made of the numbers follows from the words that people are shown
(`Declared.working`), so that words and formula cannot part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.oracles.cells import Cells

from csps.contracts.feature import Missing
from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.features.kind import WHOLE_PAST, Reading, Who
from csps.features.topics.concerns import CONCERNS

if TYPE_CHECKING:
    from datetime import date

    from csps.features.declaration import Declared
    from csps.features.kind import Kind, Measure
    from csps.features.source import Source

    Row = dict[str, Any]

LONG_AGO = 7 * (WHOLE_PAST - 1)


@dataclass(frozen=True)
class Known:
    """What an oracle is told.

    Args:
        tables: every row of every table, in every version.
        family: the family's own row, by column.
        members: person, role, age_months and started_on of each member.
        day: the as-of date.
        silent: for how many days each table that fell silent has said nothing.
    """

    tables: dict[str, list[Row]]
    family: Row
    members: list[Row]
    day: date
    silent: dict[str, int] = field(default_factory=dict)


def tell(declared: Declared, known: Known) -> float | None:
    """Say a feature of the family; nothing where a window reaches into the time about which a feed says nothing."""
    if not declared.partial and any(not _is_covered(measure, known) for measure in declared.measures):
        return None
    numbers = [_number(measure, known) for measure in declared.measures]
    if declared.feature.missing is Missing.NOTHING_HAPPENED:
        numbers = [number or 0 for number in numbers]
    value = WORKINGS[declared.working](numbers, declared)
    return None if value is None else float(value) if declared.feature.type is Type.REAL else value


def _is_covered(measure: Measure, known: Known) -> bool:
    return all(known.silent.get(table, 0) <= 7 * measure.after for table in measure.kind.source.tables)


# --- From rows to numbers ------------------------------------------------------------------------------------------


def _number(measure: Measure, known: Known) -> int | None:
    found = []
    for days, amount in _things(measure, known):
        if days >= 7 * measure.after and (measure.weeks == WHOLE_PAST or days < 7 * measure.weeks):
            found.append((days, amount))
    amounts = [amount for _, amount in found if amount is not None]
    if measure.reading is Reading.COUNT:
        return len(found) or None
    if measure.reading is Reading.LATEST:
        return min(days for days, _ in found) if found else None
    if not amounts:
        return None
    return {Reading.TOTAL: sum, Reading.MOST: max, Reading.LEAST: min}[measure.reading](amounts)


def _things(measure: Measure, known: Known) -> list[tuple[int, int | None]]:
    kind = measure.kind
    told: dict[Any, list[Row]] = {}
    for number, row in enumerate(_source_rows(kind.source, known, measure.weeks)):
        if _is_of(kind, row):
            thing = tuple(row[column] for column in kind.counted) if kind.counted else number
            told.setdefault(thing, []).append(row)
    things = []
    for rows in told.values():
        days = [row["days_ago"] for row in rows]
        amounts = [] if kind.amount is None else [kind.amount(Cells(row)).value for row in rows]
        things.append(
            (max(days) if kind.first else min(days), max((a for a in amounts if a is not None), default=None))
        )
    return things


def _is_of(kind: Kind, row: Row) -> bool:
    if kind.who is not Who.FAMILY and kind.who.holds(Cells(row)).value is not True:
        return False
    return kind.where is None or kind.where(Cells(row)).value is True


def _source_rows(source: Source, known: Known, weeks: int) -> list[Row]:
    if source.table == "families.family":
        return [{**known.family, "person_id": None, "member_role": None, "age_months": None, "days_ago": 0}]
    if source.table == "families.membership":
        return [_member_row(member, known.day) for member in known.members]
    rows = [_timed(row, source, known.day) for row in _rows_about_members(source, known)]
    if source.sums is not None:
        rows = [row for row in rows if row["days_ago"] < 7 * weeks or source.sums.by_day]
        return _summed(rows, source)
    if source.last_of_each:
        return _last_of_each(rows, source)
    return rows


def _member_row(member: Row, day: date) -> Row:
    since = LONG_AGO if member["started_on"] is None else (day - member["started_on"]).days
    return {**_who(member), "days_ago": since}


def _who(member: Row) -> Row:
    return {"person_id": member["person"], "member_role": member["role"], "age_months": member["age_months"]}


def _rows_about_members(source: Source, known: Known) -> list[Row]:
    rows = _in_force(source.table, known)
    day = source.day or source.contract.happened_on
    found = []
    for member in known.members:
        if source.via is None:
            person = "person_id" if source.table == "linkage.residence" else "record_id"
            found += [{**row, **_who(member)} for row in rows if row[person] == member["person"]]
            continue
        whose = [row for row in _in_force(source.via.table, known) if row["record_id"] == member["person"]]
        ended = lake_tables()[source.via.table].ended_on
        if source.via.current and ended is not None:
            whose = [row for row in whose if row[ended] is None or row[ended] > known.day]
        seen = []
        for theirs in whose:
            reads = {name: theirs[name] for name in (*source.via.reads, *(their for _, their in source.via.on))}
            if reads not in seen:  # said twice is not two
                seen.append(reads)
        for reads in seen:
            for row in rows:
                if all(row[ours] is not None and row[ours] == reads[their] for ours, their in source.via.on):
                    read = {name: reads[name] for name in source.via.reads}
                    found.append({**row, **read, **_who(member)})
    return [row for row in found if day is None or (row[day] is not None and row[day] <= known.day)]


def _in_force(table: str, known: Known) -> list[Row]:
    contract = lake_tables()[table]
    key = [column for column in contract.key if column != "known_on"]
    latest: dict[Any, Row] = {}
    for row in known.tables.get(table, ()):
        if row["known_on"] <= known.day:
            one = tuple(row[column] for column in key)
            if one not in latest or latest[one]["known_on"] < row["known_on"]:
                latest[one] = row
    happened = contract.happened_on
    stands = [row for row in latest.values() if row.get("withdrawn_on") is None or row["withdrawn_on"] > known.day]
    return [row for row in stands if happened is None or row[happened] <= known.day]


def _timed(row: Row, source: Source, today: date) -> Row:
    day, ended = source.day or source.contract.happened_on, source.contract.ended_on
    timed = {**row, "days_ago": 0 if day is None else (today - row[day]).days}
    if ended is not None:
        is_open = row[ended] is None or row[ended] > today
        timed |= {"is_open": is_open, "ended_days_ago": None if is_open else (today - row[ended]).days}
    return timed


def _last_of_each(rows: list[Row], source: Source) -> list[Row]:
    last: dict[Any, Row] = {}
    for row in sorted(rows, key=lambda row: (row["days_ago"], row["person_id"])):
        last.setdefault(tuple(row[column] for column in source.thing), row)
    return list(last.values())


def _summed(rows: list[Row], source: Source) -> list[Row]:
    made: dict[Any, Row] = {}
    for row in rows:
        by_day = row["days_ago"] if source.sums.by_day else 0
        who = {name: row[name] for name in ("person_id", "member_role", "age_months")}
        empty = {**who, "days_ago": by_day, **{name: 0 for name, _ in source.sums.of}}
        one = made.setdefault((row["person_id"], by_day), empty)
        for name, codes in source.sums.of:
            if source.sums.told_by is None or row[source.sums.told_by] in codes:
                one[name] += 1 if source.sums.amount is None else (row[source.sums.amount] or 0)
    return list(made.values())


# --- From numbers to values ----------------------------------------------------------------------------------------


def _per_cent(part: int | None, whole: int | None) -> float | None:
    return 100 * (part or 0) / whole if whole else None


def _points(numbers: list[int | None], _declared: Declared) -> float | None:
    this, before = _per_cent(*numbers[:2]), _per_cent(*numbers[2:])
    return None if this is None or before is None else this - before


def _whole_weeks(numbers: list[int | None], _declared: Declared) -> int | None:
    days = [number for number in numbers if number is not None]
    return min(days) // 7 if days else None


def _others(numbers: list[int | None], _declared: Declared) -> int | None:
    there, ours = numbers
    return None if there is None or ours is None else max(there - ours, 0)


def _troubles(numbers: list[int], measures: tuple[Measure, ...]) -> list[bool]:
    """Say for each trouble among the measures whether there is a sign of it."""
    found: dict[str, bool] = {}
    for number, measure in zip(numbers, measures, strict=True):
        trouble = next(each.name for each in CONCERNS if measure.kind in each.signs)
        found[trouble] = found.get(trouble, False) or number > 0
    return list(found.values())


def _above(numbers: list[int]) -> int:
    return sum(number > 0 for number in numbers)


WORKINGS = {
    "{0}": lambda n, d: n[0],
    "{0} days in whole weeks": _whole_weeks,
    "{0} - {1}": lambda n, d: n[0] - n[1],
    "(3 x {0} + {1} - {2} - 3 x {3}) / 10": lambda n, d: (3 * n[0] + n[1] - n[2] - 3 * n[3]) / 10,
    "100 x {0} / {1}": lambda n, d: _per_cent(*n),
    "100 x {0} / {1} - 100 x {2} / {3}": _points,
    "1 if {0} and {1} are above 0": lambda n, d: int(n[0] > 0 and n[1] > 0),
    "how many of {all} are above 0": lambda n, d: _above(n),
    "of {all}, how many of the first half are above 0, less how many of the second half": lambda n, d: (
        _above(n[: len(n) // 2]) - _above(n[len(n) // 2 :])
    ),
    "the least of {all} days, in whole weeks": _whole_weeks,
    "the sum of {all}": lambda n, d: sum(n),
    "{0} people known at the address, {1} of them the family's, never below 0": _others,
    "of how many of the five troubles any of {all} is above 0": lambda n, d: sum(_troubles(n, d.measures)),
    "1 if any of {all} is above 0 for both troubles": lambda n, d: int(all(_troubles(n, d.measures))),
    "0 without a child under 1 ({0}), otherwise of how many troubles any of {all} is above 0": lambda n, d: (
        sum(_troubles(n[1:], d.measures[1:])) if n[0] > 0 else 0
    ),
}
"""What is made of the numbers, by the words for it."""
