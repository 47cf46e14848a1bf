"""What rests on a person, in tables and in what people did."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.factories.linked_week import EVA, FAMILY, LOU, OTHERS, publish_week, record

from csps.journal import Draft, Event, Kind
from csps.journal.event import BEGINNING
from csps.pipeline import found_vault
from csps.pipeline.consequences import DECIDED, decided_about, records_of, touched_by

AT = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
WHY = "a home visit is planned"


@pytest.fixture
def lake(site):
    found_vault(site)
    publish_week(
        site,
        {
            "worklist.entry": [{"family_id": FAMILY}],
            "outcomes.criterion_met": [{"family_id": FAMILY, "criterion": "x"}],
        },
    )
    with site.lake.connect() as connection:
        yield connection


def event(number, kind, subject, **details):
    return Event(Draft("f" * 64, kind, subject, WHY, details), number, AT, BEGINNING)


def test_everything_that_rests_on_a_person_is_listed(lake):
    found = [(each.table, each.family_id, each.rows) for each in touched_by(lake, EVA)]
    assert found == [
        ("families.membership", FAMILY, 1),
        ("outcomes.criterion_met", FAMILY, 1),
        ("scoring.score", FAMILY, 1),
        ("explain.reason", FAMILY, 2),
        ("worklist.entry", FAMILY, 1),
    ]
    assert touched_by(lake, LOU) == []
    assert records_of(lake, EVA) == {record(EVA, 1), record(EVA, 2)}


def test_what_people_did_about_person_and_families_is_listed_and_nothing_else():
    hashed = {"decision": "1" * 64}
    events = [
        event(1, Kind.FAMILY_VIEWED, f"family:{FAMILY}"),
        event(2, Kind.FAMILY_DECIDED, f"family:{FAMILY}", **hashed),
        event(3, Kind.FAMILY_DECIDED, f"family:{OTHERS}", **hashed),
        event(6, Kind.RESTRICTION_SET, f"person:{EVA}", restriction="3" * 64),
        event(7, Kind.VAULT_OPENED, "store:vault", generation=1),
    ]
    found = decided_about(events, EVA, {FAMILY})
    assert [(each.event, each.what) for each in found] == [
        (1, "Somebody looked at a family."),
        (2, "Somebody decided what to do for a family."),
        (6, "A restriction was set or lifted."),
    ]
    assert {each.on for each in found} == {AT.date()}
    assert WHY not in str(found), "reasons are for those who may read the journal"


def test_every_kind_of_event_about_a_family_or_a_person_is_listed_but_for_a_refusal_and_the_end_of_a_person():
    about_people = {kind for kind in Kind if kind.schema.subject in ("family", "person")}
    assert (
        about_people - DECIDED
        == {
            Kind.ACCESS_REFUSED,  # nothing was told or done that could be wrong, and it would give away that a family is sealed
            Kind.ERASURE_CONFIRMED,  # of an erased person nothing is linked
            Kind.PERSON_ERASED,
        }
    )


def test_that_somebody_was_refused_a_family_is_not_told_to_who_judges_links():
    events = [event(1, Kind.ACCESS_REFUSED, f"family:{FAMILY}"), event(2, Kind.FAMILY_VIEWED, f"family:{FAMILY}")]
    assert [each.event for each in decided_about(events, EVA, {FAMILY})] == [2]
