"""What somebody should look at among the links: read from the published tables, without a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from csps.store import Connection

MAY_BE_ONE, MAY_BE_TWO = "may be one person", "may be two people"
WEAK = 12.0  # bits: a person held together by less is looked at again
NO_LINKS = "Nothing was linked yet."
LINK_FIRST = "Run `csps weekly` first."


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that somebody should look at.

    Args:
        record_id: of one side.
        other_record_id: of the other.
        question: whether two persons may be one, or one may be two.
        weight: of what ties them, in bits.
        families: in how many families of the latest date they are.
        people: how many people are in those families: whom a mistake touches.
        in_cohort: whether the programme looks at any of the families.
    """

    record_id: str
    other_record_id: str
    question: str
    weight: float
    families: int
    people: int
    in_cohort: bool


def doubts_in(lake: Connection, judged: Collection[tuple[str, str]]) -> list[Doubt]:
    """Give the pairs that somebody should look at, the most consequential first; what was judged is left out.

    A pair matters by whom a mistake touches: families that the programme looks at come first, then large ones, then pairs
    whose weight lies nearest to where it would turn.
    """
    first = _first_records(lake)
    families = _families_of_persons(lake)
    found = [
        _doubt((first[one], first[other]), (one, other), MAY_BE_ONE, weight, families)
        for one, other, weight in _possible(lake)
        if one in first and other in first
    ]
    found += [
        _doubt((one, other), (person,), MAY_BE_TWO, weight, families)
        for one, other, person, weight in _weakly_held(lake)
    ]
    open_still = [each for each in found if (each.record_id, each.other_record_id) not in judged]
    return sorted(open_still, key=_rank)


def _rank(doubt: Doubt) -> tuple[bool, int, float, str, str]:
    turning = abs(doubt.weight) if doubt.question == MAY_BE_ONE else doubt.weight
    return not doubt.in_cohort, -doubt.people, turning, doubt.record_id, doubt.other_record_id


def person_of(lake: Connection, record_id: str) -> str:
    """Give the person that a record is linked to."""
    link = lake.table("linkage.record_link")
    return str(link.filter(link.record_id == record_id).person_id.to_pyarrow()[0].as_py())


def records_named(lake: Connection, names: Iterable[str]) -> list[str]:
    """Give the record that each name is of: a record's own, or the first record of a person.

    Raises:
        UsageError: nothing was linked yet, or a name is neither a record's nor a person's.
    """
    if not lake.holds("linkage.record_link"):
        raise UsageError(NO_LINKS, next_step=LINK_FIRST)
    asked = list(names)
    link = lake.table("linkage.record_link")
    rows = link.filter(link.record_id.isin(asked) | link.person_id.isin(asked)).order_by("record_id")
    known: dict[str, str] = {}
    for row in rows.select("record_id", "person_id").to_pyarrow().to_pylist():
        known.setdefault(row["person_id"], row["record_id"])
        known[row["record_id"]] = row["record_id"]
    unknown = sum(name not in known for name in asked)
    if unknown:
        raise UsageError(
            f"{unknown} of the {len(asked)} named are no record and no person of the published week.",
            next_step="Take them from `csps linkage review`, or from linkage.record_link.",
        )
    return [known[name] for name in asked]


def refuse_adopted(lake: Connection, one: str, other: str) -> None:
    """Refuse to join the two identities of an adoption.

    Raises:
        UsageError: the records are of its two sides.
    """
    restriction, link = lake.table_or_empty("feeds.restriction"), lake.table("linkage.record_link")
    sides = restriction.filter(restriction.kind == "ADOPTION").select("restriction_ref", "record_id").distinct()
    told = sides.join(link.select("record_id", "person_id"), "record_id")
    ours = told.filter(told.person_id.isin([person_of(lake, one), person_of(lake, other)]))
    counted = ours.group_by("restriction_ref").agg(persons=ours.person_id.nunique())
    if counted.filter(counted.persons > 1).count().to_pyarrow().as_py():
        raise UsageError("A restriction keeps these two apart, and no judgement joins them.")


def _first_records(lake: Connection) -> dict[str, str]:
    """Give the first record of each person that may be another."""
    link, possible = lake.table("linkage.record_link"), lake.table_or_empty("linkage.possible_link")
    asked = possible.select("person_id").union(possible.select(person_id="other_person_id")).distinct()
    theirs = link.semi_join(asked, "person_id")
    rows = theirs.group_by("person_id").agg(record_id=theirs.record_id.min())
    return {row["person_id"]: row["record_id"] for row in rows.to_pyarrow().to_pylist()}


def _possible(lake: Connection) -> list[tuple[str, str, float]]:
    rows = lake.table_or_empty("linkage.possible_link").select("person_id", "other_person_id", "match_weight")
    return [tuple(row.values()) for row in rows.to_pyarrow().to_pylist()]


def _weakly_held(lake: Connection) -> list[tuple[str, str, str, float]]:
    """Give the ties by likeness alone that hold a person together and are weak."""
    table = lake.table_or_empty("linkage.evidence")
    weak = table.filter((table.tie == "likeness") & (table.match_weight < WEAK))
    rows = weak.select("record_id", "other_record_id", "person_id", "match_weight").to_pyarrow().to_pylist()
    return [
        (*sorted((row["record_id"], row["other_record_id"])), row["person_id"], row["match_weight"]) for row in rows
    ]


def _families_of_persons(lake: Connection) -> Mapping[str, list[Mapping[str, Any]]]:
    """Give the families of each person on the latest date that is published."""
    member, family = lake.table_or_empty("families.membership"), lake.table_or_empty("families.family")
    latest = member.as_of.max().to_pyarrow().as_py()
    if latest is None:
        return {}
    rows = member.filter(member.as_of == latest).select("person_id", "family_id")
    rows = rows.join(family.filter(family.as_of == latest).select("family_id", "members", "in_cohort"), "family_id")
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows.to_pyarrow().to_pylist():
        found.setdefault(row["person_id"], []).append(row)
    return found


def _doubt(
    pair: tuple[str, str],
    persons: tuple[str, ...],
    question: str,
    weight: float,
    families: Mapping[str, list[Mapping[str, Any]]],
) -> Doubt:
    held = {row["family_id"]: row for person in persons for row in families.get(person, ())}
    people = sum(row["members"] for row in held.values())
    in_cohort = any(row["in_cohort"] for row in held.values())
    one, other = sorted(pair)
    return Doubt(one, other, question, round(weight, 3), len(held), people, in_cohort)
