"""What rests on a person: families, criteria, features, scores, reasons, places on the list, and what people did about them.

It is read from the published tables and the journal, without a name. Nobody's name and no reason is taken from the journal:
whoever judges links is told that something was done, and when, so that it can be looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from csps.journal import Event
    from csps.store import Connection

# By the stages in their order; of each, the table that says what a reader would have been told.
TOUCHED = ("features.family_week", "outcomes.criterion_met", "scoring.score", "explain.reason", "worklist.entry")
DECIDED = frozenset(
    {
        Kind.FAMILY_VIEWED,
        Kind.FAMILY_DECIDED,
        Kind.RESTRICTION_SET,
        Kind.PERSON_EXPORTED,
    }
)
"""Acts of people about a family or a person; judgements about records are asked of the vault, which names both records.

That somebody was refused is left out: nothing was told that a link could have made wrong, and a refusal lets whoever judges
links guess that the family is sealed.
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """Something that rests on a link.

    Args:
        table: where it stands.
        as_of: the date, as YYYY-MM-DD.
        family_id: whose it is.
        rows: how many rows.
    """

    table: str
    as_of: str
    family_id: str
    rows: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody did about a family or a person that a link touched.

    Args:
        event: number in the journal, where whoever may read it finds who and why.
        on: the day.
        what: what was done, in a sentence.
        subject: about what: a word and a pseudonym.
    """

    event: int
    on: date
    what: str
    subject: str


def touched_by(lake: Connection, person_id: str) -> list[Touched]:
    """Give everything published that rests on a person, by family and date: of every table what stands there."""
    member = lake.table_or_empty("families.membership")
    held = member.filter(member.person_id == person_id).select("as_of", "family_id").distinct()
    found = [_counted("families.membership", held)]
    for name in TOUCHED:
        table = lake.table_or_empty(name)
        found.append(_counted(name, table.semi_join(held, ["as_of", "family_id"])))
    return [each for rows in found for each in rows]


def records_of(lake: Connection, person_id: str) -> frozenset[str]:
    """Give the records of a person."""
    link = lake.table("linkage.record_link")
    return frozenset(link.filter(link.person_id == person_id).record_id.to_pyarrow().to_pylist())


def decided_about(events: Iterable[Event], person_id: str, families: Collection[str]) -> list[Decided]:
    """Give what people did about a person and the families that held them, the earliest first.

    Args:
        events: the journal's.
        person_id: the person.
        families: of any date.
    """
    subjects = {f"person:{person_id}", *(f"family:{each}" for each in families)}
    return [
        Decided(event.number, event.at.date(), event.draft.kind.schema.sentence, event.draft.subject)
        for event in events
        if event.draft.kind in DECIDED and event.draft.subject in subjects
    ]


def _counted(name: str, rows: Any) -> list[Touched]:
    """Count rows by date and family."""
    counted = rows.group_by("as_of", "family_id").agg(rows=rows.count()).order_by("as_of", "family_id")
    return [
        Touched(name, each["as_of"].isoformat(), each["family_id"], each["rows"])
        for each in counted.to_pyarrow().to_pylist()
    ]
