"""The children whom state schools may know."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.pupils import (
    INDEPENDENT_CHAREDI_SHARE,
    LONG_AGO,
    NEVER_SPECIAL,
    PRIVATE_SHARE,
    SPECIAL_SCHOOL,
    expanded,
    moves_of,
    pupils_of,
)
from csps.synthetic.agencies.education.terms import YEAR_13, reception_autumn, school_terms


@pytest.fixture(scope="module")
def pupils(busy_watch):
    return pupils_of(busy_watch)


def test_every_child_is_there_once_and_of_school_age_in_the_lived_years(busy_watch, pupils):
    calendar, terms = busy_watch.calendar, school_terms()
    assert (np.diff(pupils.person) > 0).all()
    assert (pupils.begin < pupils.end).all()
    assert (pupils.reception == reception_autumn(busy_watch.history.people["birth"][pupils.person])).all()
    assert (terms.last_day(pupils.reception + YEAR_13) >= calendar.first_day(-calendar.burn_in)).all()
    assert (terms.first_day(pupils.reception) < calendar.end_day).all()


def test_who_founded_the_borough_was_there_long_ago_and_others_settle_in_first(busy_watch, pupils):
    arrived = busy_watch.history.people["arrived"][pupils.person]
    founder = arrived <= busy_watch.calendar.first_day(-busy_watch.calendar.burn_in)
    assert (pupils.begin[founder] == LONG_AGO).all()
    born = busy_watch.history.people["birth"][pupils.person]
    wait = pupils.begin[~founder] - np.maximum(arrived, born)[~founder]
    assert wait.min() >= 3
    assert wait.max() < 3 + 28


def test_independent_schools_send_nothing(busy_watch, pupils):
    people = busy_watch.history.people
    charedi = np.array(["charedi" in code for code in busy_watch.book.customs.codes])[people["community"]]
    age = (busy_watch.calendar.end_day - people["birth"]) / 365.25
    here = (age > 5) & (age < 15) & (people["left"] > busy_watch.calendar.end_day)
    known = np.isin(np.arange(len(age)), pupils.person)
    assert 1 - known[here & ~charedi].mean() == pytest.approx(PRIVATE_SHARE, abs=0.03)
    assert (1 - known[here & charedi].mean()) == pytest.approx(INDEPENDENT_CHAREDI_SHARE, abs=0.2)


def test_special_schools_are_for_children_with_a_plan(pupils):
    special = pupils.special_from != NEVER_SPECIAL
    assert special.any()
    assert (pupils.send[special] == 2).all()
    assert set(pupils.special_from[special]) <= {0, 1}
    share, with_a_plan = sum(SPECIAL_SCHOOL), pupils.send == 2
    error = np.sqrt(share * (1 - share) / with_a_plan.sum())
    assert special[with_a_plan].mean() == pytest.approx(share, abs=4 * error)


def test_about_a_third_stay_on_and_more_stay_than_go_to_college(pupils):
    share = np.bincount(pupils.sixth, minlength=3) / len(pupils)
    assert share == pytest.approx([0.45, 0.33, 0.22], abs=0.05)


def test_a_move_is_another_address_while_the_child_lives_in_the_borough(busy_watch, pupils):
    child, day = moves_of(busy_watch, pupils)
    assert len(child) > 50
    assert (day > pupils.begin[child] + 60).all()
    assert (day < pupils.end[child] + 1).all()
    history, person = busy_watch.history, pupils.person[child]
    came = history.address(person, day)
    assert (came >= 0).mean() > 0.9
    before, home_before = history.address(person, day - 1), history.home(person, day - 1)
    assert ((came != before) | (history.home(person, day) != home_before)).mean() > 0.9


@pytest.mark.parametrize(
    ("first", "count", "which", "row"),
    [([], [], [], []), ([5], [0], [], []), ([5, 7, 2], [1, 0, 3], [0, 2, 2, 2], [5, 2, 3, 4])],
)
def test_ranges_are_expanded_and_empty_ones_vanish(first, count, which, row):
    made = expanded(np.array(first, dtype=np.int64), np.array(count, dtype=np.int64))
    assert [column.tolist() for column in made] == [which, row]
