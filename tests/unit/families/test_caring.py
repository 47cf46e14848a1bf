"""Until when a carer is believed to be one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.families.caring import BELIEVED

EARLY, TOLD, WEEK = date(2020, 1, 5), date(2021, 3, 7), date(2026, 11, 16)
NEXT = timedelta(days=1)
OLD, ADDRESS = "old word", "address only"


@pytest.fixture
def home(street):
    """Ann and Eva in a home that Ann's mother holds, so that the family is heard of as long as that goes on."""
    for name, born in (("ann", "1985-03"), ("eva", "2015-04"), ("gran", "1950-02")):
        street.person(name, born)
    street.lives("gran", "elm row", EARLY)
    street.lives("eva", "elm row", TOLD, register="school_enrolment")
    street.row("school_enrolment", TOLD, record_id="eva", estab="1", entry_date=TOLD)
    return street


def test_a_named_parent_is_believed_for_four_years_after_the_last_word(home):
    home.lives("ann", "elm row", TOLD, register="health_flag")
    home.mother("ann", "eva")
    last = TOLD + timedelta(days=BELIEVED["parent and child"])
    assert home.doubts(last, last + NEXT) == [{}, {"ann": OLD}]


def test_a_tenancy_that_names_both_is_believed_for_a_year_by_itself_and_as_long_as_the_stay_goes_on(home):
    home.lives("ann", "elm row", TOLD, register="health_flag")
    home.tenancy("T", {"ann": "SELF", "eva": "CHILD"})
    last = TOLD + timedelta(days=BELIEVED["tenancy"])
    assert home.doubts(last, last + NEXT) == [{}, {"ann": OLD}]
    home.lives("ann", "elm row", TOLD, register="housing_tenancy_member")
    assert home.doubts(WEEK) == [{}]


@pytest.mark.parametrize(
    ("born", "doubts"),
    [("1999-04", {}), ("1999-05", {}), ("1965-04", {}), ("1965-03", {"ann": ADDRESS}), (None, {})],
)
def test_social_care_names_a_family_and_age_tells_who_may_be_a_parent(street, born, doubts):
    """Ann born in May 1999 is fifteen when Eva is born, and no carer at all; born in March 1965 she is past fifty."""
    street.person("ann", born), street.person("eva", "2015-04")
    street.lives("ann eva", "elm row", TOLD, register="health_flag")
    for name in ("ann", "eva"):
        street.row("ssd_family", fami_table_id=f"F {name}", record_id=name, fami_family_id="F", known_on=TOLD)
    assert street.doubts(TOLD) == [doubts]


def test_only_the_one_adult_who_holds_the_home_is_a_carer_by_the_address_without_a_doubt(street):
    street.person("ann", "1985-03"), street.person("eva", "2015-04")
    street.lives("ann", "elm row", EARLY)
    street.lives("eva", "elm row", TOLD, register="health_flag")
    assert street.doubts(TOLD) == [{}]
    street.person("ida", "1986-01")
    street.lives("ida", "elm row", EARLY, register="council_tax_person")
    assert street.doubts(TOLD) == [{"ann": ADDRESS, "ida": ADDRESS}]
