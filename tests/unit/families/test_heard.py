"""When something last happened to somebody."""

from __future__ import annotations

from datetime import date

import pytest

from csps.families.heard import NEVER, last_heard
from csps.families.people import Index

DAYS = [date(2026, 3, 2), date(2026, 11, 16), date(2026, 11, 23)]


@pytest.fixture
def heard(street):
    """Gives, of each person, the last word as of each of the days."""
    for name in ("ann", "eva", "jon", "kit"):
        street.person(name)

    def asked(days):
        with street.edition().connect() as lake:
            index = Index(lake)
            found = [each.tolist() for each in last_heard(lake, index, index.cases(), days)]
        never = NEVER.item()
        return {
            name: [None if day[at] == never else day[at] for day in found]
            for at, name in enumerate(index.people.person_id.tolist())
        }

    return asked


def incident(street, known, happened, line=1):
    """Say that something happened to Ann."""
    values = {"incident_id": str(line), "role": "VICTIM", "incident_date": happened, "line": line}
    street.row("police_incident", known, record_id="ann", **values)


def test_the_last_day_of_what_happened_counts_once_it_is_known_and_past(street, heard):
    incident(street, date(2026, 3, 2), date(2026, 3, 1))
    incident(street, date(2026, 11, 17), date(2026, 11, 1), 2)
    street.row(
        "ssd_contacts", date(2026, 3, 1), record_id="jon", cont_contact_id="c", cont_contact_date=date(2026, 11, 20)
    )
    street.row("ssd_cin_episodes", record_id="eva", cine_referral_id="r", cine_referral_date=date(2020, 1, 2))
    street.row(
        "service_involvement", date(2026, 3, 1), record_id="kit", first_on=date(2025, 1, 6), last_on=date(2026, 2, 2)
    )
    found = heard(DAYS)
    assert found["ann"] == [date(2026, 3, 1), date(2026, 3, 1), date(2026, 11, 1)]
    assert found["jon"] == [None, None, date(2026, 11, 20)]
    assert found["eva"] == DAYS
    assert found["kit"] == [date(2026, 2, 2)] * 3
    assert heard(DAYS[1:2])["ann"] == [date(2026, 3, 1)]


def test_what_was_taken_back_counts_until_then(street, heard):
    incident(street, date(2026, 3, 1), date(2026, 2, 1))
    street.take_back("police_incident", date(2026, 11, 16), 1)
    assert heard(DAYS)["ann"] == [date(2026, 2, 1), None, None]


def test_a_roll_a_balance_and_a_restriction_go_on_by_themselves(street, heard):
    day = date(2026, 2, 2)
    street.row("school_enrolment", day, record_id="ann", entry_date=day, estab="1")
    street.row("restriction", day, record_id="ann", kind="OBJECTION", start_date=day)
    street.row("debt_case", day, record_id="ann", balance_date=day)
    assert heard(DAYS)["ann"] == [None] * 3


def test_a_lake_without_events_has_heard_of_nobody(heard):
    assert heard(DAYS)["ann"] == [None] * 3
