"""Children who moved with those who look after them."""

from __future__ import annotations

from datetime import date

import pytest

EARLY, MOVED = date(2020, 1, 5), date(2023, 5, 7)


@pytest.fixture
def moved(street):
    """Ann, Eva's mother, has moved from elm row to oak lane; the nursery still tells elm row."""
    street.person("ann", "1985-03"), street.person("eva", "2021-04"), street.person("jon", "1984-01")
    street.mother("ann", "eva")
    street.lives("eva", "elm row", date(2022, 1, 2), register="early_years_takeup")
    street.lives("ann", "elm row", EARLY, until=MOVED, told_end=MOVED)
    street.lives("ann", "oak lane", MOVED)
    return street


def test_a_child_moves_with_its_mother(moved):
    assert moved.families(date(2023, 6, 5)) == [["ann", "eva"]]


def test_nothing_that_is_known_later_moves_anybody(moved):
    assert moved.families(date(2023, 5, 1)) == [["ann", "eva"]]


def test_a_child_of_whom_something_newer_is_told_at_the_old_home_stays(moved):
    moved.lives("eva", "elm row", date(2023, 6, 4), register="health_flag")
    assert ["ann", "eva"] not in moved.families(date(2023, 6, 5))


def test_a_child_stays_with_whoever_looks_after_it_and_stayed(moved):
    moved.row("school_admission_contact", record_id="jon", child_record_id="eva", known_on=EARLY)
    moved.lives("jon", "elm row", EARLY)
    assert moved.families(date(2023, 6, 5)) == [["eva", "jon"]]


def test_a_child_does_not_follow_somebody_who_never_lived_with_it(street):
    street.person("ann", "1985-03"), street.person("eva", "2021-04")
    street.mother("ann", "eva")
    street.lives("eva", "elm row", date(2022, 1, 2), register="early_years_takeup")
    street.lives("ann", "oak lane", MOVED)
    assert ["ann", "eva"] not in street.families(date(2023, 6, 5))
