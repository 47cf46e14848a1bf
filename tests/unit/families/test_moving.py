"""Children whose carers were told elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

EARLY, MOVED, AFTER = date(2020, 1, 5), date(2023, 5, 7), date(2023, 6, 5)
ELSEWHERE = {"eva": "carers elsewhere"}


@pytest.fixture
def moved(street):
    """Ann, Eva's mother, has moved from elm row to oak lane; the nursery still tells elm row, which nobody held."""
    street.person("ann", "1985-03"), street.person("eva", "2021-04"), street.person("jon", "1984-01")
    street.mother("ann", "eva")
    street.lives("eva", "elm row", date(2022, 1, 2), register="early_years_takeup")
    street.lives("ann", "elm row", EARLY, until=MOVED, told_end=MOVED, register="housing_benefit_member")
    street.lives("ann", "oak lane", MOVED)
    return street


def test_a_child_left_behind_by_its_mother_is_doubted_from_the_day_on_which_that_is_known(moved):
    assert moved.doubts(date(2023, 5, 1), AFTER) == [{}, ELSEWHERE]


def test_a_child_of_whom_something_newer_is_told_there_is_not_doubted(moved):
    moved.lives("eva", "elm row", date(2023, 6, 4), register="health_flag")
    assert moved.doubts(AFTER) == [{}]


def test_a_child_with_whoever_looks_after_it_and_stayed_is_not_doubted(moved):
    moved.row("school_admission_contact", record_id="jon", child_record_id="eva", known_on=EARLY)
    moved.lives("jon", "elm row", EARLY)
    assert moved.doubts(AFTER) == [{}]


def test_a_child_to_whom_something_happened_since_is_not_doubted(moved):
    values = {"incident_id": "1", "role": "VICTIM", "incident_date": date(2023, 6, 4)}
    moved.row("police_incident", date(2023, 6, 4), record_id="eva", **values)
    assert moved.doubts(AFTER) == [{}]


def test_a_child_with_a_mother_of_whom_no_register_has_a_home_is_not_left_behind_by_its_father(street):
    for name, born in (("ann", "1985-03"), ("eva", "2021-04"), ("jon", "1984-01")):
        street.person(name, born)
    street.mother("ann", "eva")
    street.row("school_admission_contact", record_id="jon", child_record_id="eva", known_on=EARLY)
    street.lives("eva", "elm row", date(2022, 1, 2), register="early_years_takeup")
    street.lives("jon", "elm row", EARLY, until=MOVED, told_end=MOVED, register="housing_benefit_member")
    street.lives("jon", "oak lane", MOVED)
    assert ["ann", "eva"] in street.families(AFTER)
    assert "eva" not in street.doubts(AFTER)[0]


def test_a_parent_who_never_lived_with_the_child_has_not_left_it(street):
    street.person("ann", "1985-03"), street.person("eva", "2021-04")
    street.mother("ann", "eva")
    street.lives("eva", "elm row", date(2022, 1, 2), register="early_years_takeup")
    street.lives("ann", "oak lane", MOVED)
    assert street.doubts(AFTER) == [{}]
