"""Somebody is seen if a row about them came in within the weeks asked for."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.families.people import Index
from csps.families.seen import seen_within


@pytest.mark.parametrize(
    ("known_on", "seen"), [(date(2026, 11, 16), ["ann"]), (date(2025, 11, 18), ["ann"]), (date(2025, 11, 17), [])]
)
def test_weeks_are_counted_back_from_the_day(street, known_on, seen):
    street.person("ann")
    street.person("jon")
    street.row("police_incident", known_on, record_id="ann", incident_id="1", role="VICTIM")
    with street.edition().connect() as lake:
        index = Index(lake)
        flags = seen_within(lake, index, date(2026, 11, 16), 52)
    assert index.people.person_id[np.flatnonzero(flags)].tolist() == seen


def test_a_restriction_is_no_contact_and_a_lake_without_feeds_sees_nobody(street):
    street.person("ann")
    street.row("restriction", date(2026, 11, 1), record_id="ann", kind="OBJECTION")
    with street.edition().connect() as lake:
        assert not seen_within(lake, Index(lake), date(2026, 11, 16), 52).any()


def test_a_row_that_was_taken_back_is_no_contact(street):
    street.person("ann")
    street.row("police_incident", date(2026, 11, 1), record_id="ann", incident_id="1", role="VICTIM", line=2)
    street.take_back("police_incident", date(2026, 11, 9), 2)
    with street.edition().connect() as lake:
        index = Index(lake)
        assert seen_within(lake, index, date(2026, 11, 8), 52).any()
        assert not seen_within(lake, index, date(2026, 11, 9), 52).any()
