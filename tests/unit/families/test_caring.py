"""Who is a carer, and for how long that is believed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.families.caring import BELIEVED

EARLY, WEEK, TOLD = date(2020, 1, 5), date(2026, 11, 16), date(2021, 3, 7)


def role_of(street, name, day):
    return street.roles(day)[name][0]


@pytest.fixture
def home(street):
    """Ann and Eva in a home that Ann's sister holds, so that the family is heard of as long as that goes on."""
    for name, born in (("ann", "1985-03"), ("eva", "2015-04"), ("gran", "1950-02")):
        street.person(name, born)
    street.lives("gran", "elm row", EARLY)
    street.lives("eva", "elm row", TOLD, register="school_enrolment")
    street.lives("ann", "elm row", TOLD, register="health_flag")
    return street


def test_a_named_parent_is_believed_for_four_years_after_the_last_word(home):
    home.mother("ann", "eva")
    last = TOLD + timedelta(days=BELIEVED["parent and child"][1])
    assert role_of(home, "ann", last) == "carer"
    assert role_of(home, "ann", last + timedelta(days=1)) == "adult"


def test_a_named_parent_who_holds_the_home_is_believed_as_long_as_that_goes_on(home):
    home.mother("ann", "eva")
    home.lives("ann", "elm row", TOLD, register="housing_tenancy_member")
    assert role_of(home, "ann", WEEK) == "carer"


@pytest.mark.parametrize(
    ("born", "role"), [("1999-04", "carer"), ("1999-05", "adult"), ("1965-04", "carer"), ("1965-03", "adult")]
)
def test_social_care_names_a_family_and_age_tells_who_may_be_a_parent(street, born, role):
    street.person("ann", born), street.person("eva", "2015-04")
    street.lives("ann eva", "elm row", TOLD, register="health_flag")
    for name in ("ann", "eva"):
        street.row("ssd_family", fami_table_id=f"F {name}", record_id=name, fami_family_id="F", known_on=TOLD)
    assert role_of(street, "ann", TOLD) == role


def test_an_adult_whom_only_the_address_ties_is_no_carer(home):
    assert role_of(home, "ann", TOLD) == "adult"


def test_the_only_adult_of_an_age_who_holds_the_home_is_one_where_nobody_is_named(street):
    street.person("ann", "1985-03"), street.person("eva", "2015-04")
    street.lives("ann", "elm row", EARLY)
    street.lives("eva", "elm row", TOLD, register="school_enrolment")
    assert role_of(street, "ann", TOLD) == "carer"
    street.person("ida", "1986-01")
    street.lives("ida", "elm row", EARLY, register="council_tax_person")
    assert {role_of(street, name, TOLD) for name in ("ann", "ida")} == {"adult"}
