"""Children who came off every school's roll."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.families.schooling import AWAY, HEARD

LEFT = date(2022, 3, 4)
DAYS = int(AWAY.astype(int))


@pytest.fixture
def home(street):
    """Ann with Eva, aged nine, who came off the roll of her school on 4 March 2022, as was known two days later."""
    street.person("ann", "1985-03"), street.person("eva", "2012-11")
    street.mother("ann", "eva")
    street.lives("ann", "elm row", date(2020, 1, 5))
    street.lives("eva", "elm row", date(2020, 1, 5), register="school_enrolment")
    for known, leaving in ((date(2020, 1, 5), None), (LEFT + timedelta(days=2), LEFT)):
        enrolled(street, known, leaving)
    return street


def enrolled(street, known, leaving, school="9990001", entry=date(2019, 9, 4)):
    street.row("school_enrolment", known, record_id="eva", estab=school, entry_date=entry, leaving_date=leaving)


def is_there(street, day):
    return any("eva" in members for members in street.families(day))


def test_a_child_on_no_roll_for_two_months_is_gone(home):
    assert is_there(home, LEFT + timedelta(days=DAYS))
    assert not is_there(home, LEFT + timedelta(days=DAYS + 1))


def test_a_child_at_another_school_is_there(home):
    enrolled(home, date(2022, 4, 24), None, "9990002", date(2022, 4, 19))
    assert is_there(home, date(2022, 11, 21))


def test_a_child_taught_at_home_is_there(home):
    home.row("school_home_education", date(2022, 4, 3), record_id="eva", start_date=date(2022, 3, 7), end_date=None)
    assert is_there(home, date(2022, 11, 21))


def test_a_child_of_whom_somebody_told_since_is_there(home):
    home.lives("eva", "elm row", LEFT + timedelta(days=DAYS + 1), register="police_incident")
    assert is_there(home, date(2022, 11, 21))


def contacted(street, day, person="eva"):
    street.row(
        "ssd_contacts",
        day + timedelta(days=2),
        record_id=person,
        cont_contact_id=f"{person} {day}",
        cont_contact_date=day,
    )


def test_a_child_off_every_roll_whom_somebody_told_social_care_of_is_there_for_half_a_year(home):
    contacted(home, LEFT + timedelta(days=1))
    last = LEFT + timedelta(days=1) + timedelta(days=int(HEARD.astype(int)))
    assert is_there(home, LEFT + timedelta(days=DAYS + 1))
    assert is_there(home, last - timedelta(days=1))
    assert not is_there(home, last)


def test_what_happened_before_or_is_learnt_only_later_keeps_no_child(home):
    contacted(home, LEFT)
    contacted(home, LEFT + timedelta(days=DAYS))
    assert not is_there(home, LEFT + timedelta(days=DAYS + 1))
    assert is_there(home, LEFT + timedelta(days=DAYS + 2))


def test_what_happened_to_somebody_else_keeps_no_child(home):
    contacted(home, LEFT + timedelta(days=1), person="ann")
    assert not is_there(home, LEFT + timedelta(days=DAYS + 1))


@pytest.mark.parametrize(("closed", "there"), [(None, True), (LEFT - timedelta(days=1), False)])
def test_a_child_with_whom_social_care_works_is_there(home, closed, there):
    home.row(
        "ssd_cin_episodes",
        LEFT,
        record_id="eva",
        cine_referral_id="r",
        cine_referral_date=date(2021, 5, 4),
        cine_close_date=closed,
    )
    assert is_there(home, date(2022, 11, 21)) is there


@pytest.mark.parametrize(("born", "there"), [("2005-09", False), ("2005-08", True), (None, True)])
def test_whoever_left_school_at_sixteen_is_there(street, born, there):
    """The school year in which somebody born in August 2005 turns sixteen ends in June 2021; born in September, in 2022."""
    street.person("ann", "1970-03"), street.person("eva", born)
    street.mother("ann", "eva")
    street.lives("ann", "elm row", date(2020, 1, 5))
    street.lives("eva", "elm row", date(2020, 1, 5), register="school_enrolment")
    enrolled(street, date(2022, 3, 6), LEFT)
    assert is_there(street, date(2022, 11, 21)) is there


def test_a_child_under_five_need_be_on_no_roll(street):
    street.person("ann", "1985-03"), street.person("eva", "2018-01")
    street.mother("ann", "eva")
    street.lives("ann eva", "elm row", date(2020, 1, 5))
    enrolled(street, date(2022, 3, 6), LEFT, entry=date(2021, 9, 6))
    assert is_there(street, date(2022, 12, 5))
    assert not is_there(street, date(2023, 1, 2))
