"""Children who came off every school's roll."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.families.schooling import AWAY

LEFT = date(2022, 3, 4)
LAST = LEFT + timedelta(days=int(AWAY.astype(int)))
LATER = date(2022, 11, 21)
OFF = {"eva": "off every roll"}


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


def test_two_months_on_no_roll_are_a_doubt_and_not_a_day_less(home):
    assert home.doubts(LAST, LAST + timedelta(days=1)) == [{}, OFF]


def test_the_doubt_has_its_day_and_the_last_word(home):
    home.row("police_incident", date(2022, 3, 2), record_id="eva", incident_id="1", incident_date=date(2022, 3, 1))
    (row,) = home.doubt_rows(LATER)
    assert (row["person_id"], row["since"], row["last_word_on"]) == ("eva", LEFT, date(2022, 3, 1))


def another_school(street):
    enrolled(street, date(2022, 4, 24), None, "9990002", date(2022, 4, 19))


def taught_at_home(street):
    street.row("school_home_education", date(2022, 4, 3), record_id="eva", start_date=date(2022, 3, 7), end_date=None)


def told_at_home(street):
    street.lives("eva", "elm row", LAST + timedelta(days=1), register="police_incident")


def contacted(street, day=LEFT + timedelta(days=1), known=LEFT + timedelta(days=3), person="eva"):
    street.row("ssd_contacts", known, record_id=person, cont_contact_id=f"{person} {day}", cont_contact_date=day)


def case(street, closed=None):
    days = {"cine_referral_date": date(2021, 5, 4), "cine_close_date": closed}
    street.row("ssd_cin_episodes", LEFT, record_id="eva", cine_referral_id="r", **days)


def asked_for_a_school(street):
    day = LEFT + timedelta(days=9)
    street.row("school_admission_contact", day, record_id="ann", child_record_id="eva", application_date=day)


@pytest.mark.parametrize(
    "said",
    [another_school, taught_at_home, told_at_home, contacted, case, asked_for_a_school],
    ids=lambda each: each.__name__,
)
def test_whatever_was_said_since_of_the_child_is_no_silence(home, said):
    said(home)
    assert home.doubts(LATER) == [{}]


def test_what_happened_before_or_to_somebody_else_or_is_learnt_later_is_no_word(home):
    contacted(home, LEFT)
    contacted(home, LEFT + timedelta(days=1), person="ann")
    contacted(home, LEFT + timedelta(days=5), known=LAST + timedelta(days=2))
    case(home, closed=LEFT - timedelta(days=1))
    assert home.doubts(LAST + timedelta(days=1), LAST + timedelta(days=2)) == [OFF, {}]


@pytest.mark.parametrize(("born", "doubts"), [("2005-09", OFF), ("2005-08", {}), (None, {})])
def test_whoever_left_school_at_sixteen_need_be_on_no_roll(street, born, doubts):
    """The school year in which somebody born in August 2005 turns sixteen ends in June 2021; born in September, in 2022."""
    street.person("ann", "1970-03"), street.person("eva", born)
    street.mother("ann", "eva")
    street.lives("ann", "elm row", date(2020, 1, 5))
    street.lives("eva", "elm row", date(2020, 1, 5), register="school_enrolment")
    enrolled(street, date(2022, 3, 6), LEFT)
    assert street.doubts(LATER) == [doubts]


def test_a_child_under_five_need_be_on_no_roll(street):
    street.person("ann", "1985-03"), street.person("eva", "2018-01")
    street.mother("ann", "eva")
    street.lives("ann eva", "elm row", date(2020, 1, 5))
    enrolled(street, date(2022, 3, 6), LEFT, entry=date(2021, 9, 6))
    assert street.doubts(date(2022, 12, 5), date(2023, 1, 2)) == [{}, OFF]
