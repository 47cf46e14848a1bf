"""The cases of the programme as they were known on a day, and the people who are on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from csps.domain.weeks import DEEMED_DAY_OF_BIRTH
from csps.outcomes.progress.case import Case
from csps.settings.progress_thresholds import ProgressThresholds
from csps.store.held import a_few_rows, held
from csps.store.known import known_by
from csps.store.people import CHILD_MONTHS, People
from csps.store.restrictions import LEFT_OUT, SEALED, persons_under

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from csps.store.engines import Connection

CASES, MEMBERS = "feeds.programme_case", "feeds.programme_member"
LOOKS_AFTER = ("SELF", "PARTNER")
_PEOPLE = {"family_id": "string", "person_id": "string", "role": "string", "age_months": "int64"}


@dataclass(frozen=True)
class Cases:
    """Cases and their people.

    Args:
        cases: by reference, of families that were attached by the day; those of people who are left out are not there.
        people: who is on each, in the shape in which families' evidence is asked for: a case stands for a family.
    """

    cases: Mapping[str, Case]
    people: People


def cases_on(lake: Connection, day: date, local: Callable[[date], ProgressThresholds] | None = None) -> Cases:
    """Give the cases that were attached by a day, as they were known on it.

    The people of a case are those on it who have not left it by the last day that is looked at; their ages and roles are
    those of the day on which the family was attached, so that who was a child then stays one throughout.

    Args:
        lake: an edition or a published week.
        day: the day.
        local: gives what the council asks of families that were attached on a day; None for what csps comes with.
    """
    rows = known_by(lake, CASES, day)
    rows = rows.filter(rows.attached_on.notnull() & (rows.attached_on <= day))
    asked = local or (lambda _: ProgressThresholds())
    found = {
        row["case_ref"]: replace(_case(row, day), local=asked(row["attached_on"]))
        for row in rows.drop("record_id").to_pyarrow().to_pylist()
    }
    members = [row for row in _members(lake, day) if row["case_ref"] in found]
    out = _left_out(lake, day)
    refused = {row["case_ref"] for row in members if row["person_id"] in out}
    found = {name: case for name, case in sorted(found.items()) if name not in refused}
    members = [row for row in members if row["case_ref"] in found and not _has_left(row, found[row["case_ref"]])]
    homes = _families(lake, day, members)
    cases = {name: replace(case, family_id=homes.get(name)) for name, case in found.items()}
    return Cases(cases, _people(lake, cases, members, day))


def sealed_cases(lake: Connection, day: date) -> frozenset[str]:
    """Give the cases of which nothing is told to whoever can read the workspace.

    Somebody on them is under a restriction that seals, or lives in a family with somebody who is, on the day or in the
    published week. What counts is who is on a case: no families are formed on most days, and a case may reach into several.
    """
    days = {day} if lake.manifest is None else {day, lake.manifest.week}
    formed = {} if lake.manifest is None else lake.manifest.parts.get("families.membership", {})
    under = [persons_under(lake, each, SEALED).select("person_id") for each in sorted(days)]
    hidden = a_few_rows({"person_id": sorted(_persons(*under))}, {"person_id": "string"})
    homes = [_living_with(lake, each, hidden) for each in sorted(days) if each.isoformat() in formed]
    persons = _persons(hidden, *homes)
    return frozenset(row["case_ref"] for row in _members(lake, day) if row["person_id"] in persons)


def _living_with(lake: Connection, day: date, persons: ibis.Table) -> ibis.Table:
    members = lake.table("families.membership", part=day.isoformat()).select("family_id", "person_id")
    return members.semi_join(members.semi_join(persons, "person_id"), "family_id")


def _persons(*tables: ibis.Table) -> set[str]:
    return {person for table in tables for person in table.person_id.to_pyarrow().to_pylist()}


def _case(row: Mapping[str, Any], day: date) -> Case:
    closed = row["closed_on"] if row["closed_on"] is not None and row["closed_on"] <= day else None
    return Case(
        case_ref=row["case_ref"],
        rule_set=row["rule_set"],
        as_of=day,
        attached_on=row["attached_on"],
        assessed_on=row["assessed_on"],
        closed_on=closed,
        outcome=row["outcome"] if closed else None,
    )


def _members(lake: Connection, day: date) -> list[dict[str, Any]]:
    """Give case_ref, person_id, relationship, left_on and month_of_birth of everybody on a case."""
    rows = known_by(lake, MEMBERS, day, columns=("relationship", "left_on"))
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    persons = lake.table_or_empty("linkage.person").select("person_id", "month_of_birth")
    rows = rows.inner_join(links, "record_id").left_join(persons, "person_id")
    chosen = rows.select("case_ref", "person_id", "relationship", "left_on", "month_of_birth").distinct()
    told: list[dict[str, Any]] = chosen.to_pyarrow().to_pylist()
    return sorted(told, key=lambda row: (row["case_ref"], row["person_id"], str(row["relationship"])))


def _left_out(lake: Connection, day: date) -> set[str]:
    """Give the persons about whom nothing may be computed, on the day or in the week that is being made."""
    week = max(day, lake.manifest.week) if lake.manifest is not None else day
    found = ibis.union(persons_under(lake, day, LEFT_OUT), persons_under(lake, week, LEFT_OUT))
    return set(found.person_id.to_pyarrow().to_pylist())


def _has_left(row: Mapping[str, Any], case: Case) -> bool:
    return row["left_on"] is not None and row["left_on"] <= case.judged_on(case.local.quiet_weeks)


def _families(lake: Connection, day: date, members: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Give the family of the cohort that most people of each case are in on the day; none where none were formed."""
    part = day.isoformat()
    formed = {} if lake.manifest is None else lake.manifest.parts.get("families.membership", {})
    if part not in formed or not members:
        return {}
    cohort = lake.table("families.family", part=part)
    homes = lake.table("families.membership", part=part).semi_join(cohort.filter(cohort.in_cohort), "family_id")
    people = a_few_rows({"person_id": sorted({row["person_id"] for row in members})}, {"person_id": "string"})
    of_person: dict[str, list[str]] = defaultdict(list)
    for row in homes.semi_join(people, "person_id").select("person_id", "family_id").to_pyarrow().to_pylist():
        of_person[row["person_id"]].append(row["family_id"])
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in members:
        counted[row["case_ref"]].update(of_person.get(row["person_id"], ()))
    return {name: min(found, key=lambda family: (-found[family], family)) for name, found in counted.items() if found}


def _people(lake: Connection, cases: Mapping[str, Case], members: Sequence[Mapping[str, Any]], day: date) -> People:
    """Give the people of cases in the shape of the people of families."""
    rows = [_person(row, cases[row["case_ref"]].attached_on) for row in members]
    told = {row[:2]: row for row in reversed(rows)}  # a person who is on a case by two records is one
    columns = {name: [row[place] for row in told.values()] for place, name in enumerate(_PEOPLE)}
    people = held(lake, a_few_rows(columns, _PEOPLE))
    links = lake.table_or_empty("linkage.record_link").select("record_id", "person_id")
    families = people.group_by("family_id").agg(children=people.count(where=people.role == "child"))
    earliest = min((case.attached_on for case in cases.values()), default=day)
    return People(
        days=(earliest,),  # attendance is read from two years before
        families=families.mutate(as_of=earliest),
        members=people.mutate(as_of=earliest, started_on=ibis.null("date")),
        records=held(lake, people.mutate(as_of=earliest).inner_join(links, "person_id")),
    )


def _person(row: Mapping[str, Any], attached: date) -> tuple[str, str, str, int | None]:
    age = None if row["month_of_birth"] is None else months_old(row["month_of_birth"], attached)
    if age is not None and age < 0:
        role = "expected"
    elif age < CHILD_MONTHS if age is not None else row["relationship"] == "CHILD":
        role = "child"
    else:
        role = "carer" if row["relationship"] in LOOKS_AFTER else "adult"
    return row["case_ref"], row["person_id"], role, None if age is None or age < 0 else age


def months_old(month_of_birth: str, day: date) -> int:
    """Give whole months of age on a day, everybody deemed born on the 15th; below 0 before the month of birth.

    >>> from datetime import date
    >>> months_old("2020-01", date(2020, 3, 14)), months_old("2020-05", date(2020, 3, 14))
    (1, -2)
    """
    year, month = (int(part) for part in month_of_birth.split("-"))
    months = 12 * (day.year - year) + day.month - month
    return months if months < 0 else max(0, months - (day.day < DEEMED_DAY_OF_BIRTH))
