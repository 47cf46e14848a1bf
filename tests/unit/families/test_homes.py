"""Newer residence wins, registers that date addresses outweigh others, and who left is not believed to be there."""

from __future__ import annotations

from datetime import date

import pytest

from csps.families.homes import homes_on

MONDAY = date(2026, 11, 16)


@pytest.fixture
def home_of(street):
    street.person("ann", "1985-03")

    def home(day=MONDAY):
        known = street.known()
        place = homes_on(known.residences, day, 1, len(known.places)).place[0]
        return known.places.place_id[place] if place >= 0 else None

    return home


def test_newer_residence_wins(street, home_of):
    street.lives("ann", "old", date(2019, 5, 1))
    street.lives("ann", "new", date(2021, 5, 3))
    assert home_of() == "new"
    assert home_of(date(2021, 5, 2)) == "old"


def test_a_case_record_that_repeats_an_old_address_does_not_outweigh_a_tenancy(street, home_of):
    street.lives("ann", "new", date(2021, 5, 3), register="housing_tenancy_member")
    street.lives("ann", "old", date(2021, 9, 5), register="police_incident")
    assert home_of() == "new"


def test_a_case_record_long_after_does(street, home_of):
    street.lives("ann", "old", date(2021, 5, 3), register="housing_tenancy_member")
    street.lives("ann", "new", date(2023, 9, 3), register="police_incident")
    assert home_of() == "new"


def test_who_left_by_a_dated_register_is_not_there_by_another(street, home_of):
    street.lives("ann", "old", date(2019, 5, 1), until=date(2022, 3, 1), told_end=date(2022, 4, 3))
    street.lives("ann", "old", date(2020, 2, 2), register="health_flag")
    assert home_of(date(2022, 4, 2)) == "old"  # nobody knew yet
    assert home_of() is None


def test_a_claim_that_ends_is_no_move(street, home_of):
    street.lives("ann", "elm", date(2019, 5, 1), until=date(2022, 3, 1), register="housing_benefit_member")
    street.lives("ann", "elm", date(2020, 2, 2), register="health_flag")
    assert home_of() == "elm"


def test_what_is_known_later_is_not_seen(street, home_of):
    street.lives("ann", "elm", date(2019, 5, 1), known=date(2020, 6, 7))
    assert home_of(date(2020, 6, 6)) is None
    assert home_of(date(2020, 6, 7)) == "elm"


def test_a_place_is_left_when_all_who_held_it_left(street):
    street.person("ann"), street.person("jon")
    street.lives("ann", "elm", date(2019, 5, 1), until=date(2022, 3, 1))
    street.lives("ann", "oak", date(2019, 5, 1), until=date(2022, 3, 1))
    street.lives("jon", "oak", date(2018, 5, 1))
    known = street.known()
    left = homes_on(known.residences, MONDAY, 2, 2).left_on
    assert dict(zip(known.places.place_id, left.astype(str), strict=True)) == {"elm": "2022-03-01", "oak": "NaT"}
