"""Children who are looked after: who is taken, where they are, and how care ends."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.care import ADOPTED_BELOW, SHORTEST_DAYS, SIBLING_TOO
from csps.synthetic.lives.population import CHILD, NOBODY
from csps.synthetic.lives.safeguarding import ADOPTED, CAME_HOME, CAME_OF_AGE, CARE_HARM, ELSEWHERE

ADULT_AFTER = 18 * 365.25


@pytest.fixture
def settled(found_borough, profile_with):
    """Give a borough on its first day, whose families each have a case, and take children of all of them into care."""

    def make(**sections):
        borough = found_borough(profile_with(**sections), residents=3_000)
        population, day = borough.population, borough.calendar.first_day(0)
        active = population.active()
        families = active[population.child_count(active) > 0]
        days = np.full(len(families), day)
        borough.records.open(families, np.zeros(len(families)), days, named=0.0)
        where, children = population.children_of(families)
        borough._services._care.take(families, days, CARE_HARM)
        return borough, families, (where, children)

    return make


@pytest.fixture
def care_rows(busy):
    return {name: column.astype(np.int64) for name, column in busy.records.care.columns().items()}


def test_one_child_of_every_family_is_taken_and_some_sisters_and_brothers(settled):
    borough, families, (where, children) = settled()
    taken = np.isin(children, borough.records.care["child"])
    assert set(where[taken]) == set(range(len(families)))
    others = len(children) - len(families)
    expected, error = others * SIBLING_TOO, np.sqrt(others * SIBLING_TOO * (1 - SIBLING_TOO))
    assert abs(taken.sum() - len(families) - expected) < 4 * error


def test_a_child_in_care_is_named_in_the_case_and_lives_nowhere(settled):
    borough, families, (where, children) = settled()
    records, people = borough.records, borough.population.people
    child = records.care["child"]
    assert (people["home"][child] == NOBODY).all()
    assert people["in_care"][child].all()
    assert not people["in_care"][np.setdiff1d(children, child)].any()
    named = records.named.rows()
    assert set(zip(records.care["case"], child, strict=True)) <= set(zip(named["case"], named["child"], strict=True))
    assert (records.cases["household"][records.care["case"]] == records.care["household"]).all()
    assert (
        borough.population.child_count(families)
        == np.bincount(where[~np.isin(children, child)], minlength=len(families))
    ).all()


def test_nobody_is_taken_before_coming_to_live_there(found_borough, shipped):
    borough = found_borough(shipped, residents=400)
    population, day = borough.population, borough.calendar.first_day(0)
    families = population.active()[population.child_count(population.active()) > 0]
    _, children = population.children_of(families)
    population.people["home_since"][children] = day + 4
    borough._services._care.take(families, np.full(len(families), day), CARE_HARM)
    assert len(borough.records.care["child"]) >= len(families) > 0
    assert (borough.records.care["start"] == day + 4).all()


def test_stays_are_as_long_as_declared_in_the_mean(settled):
    borough, _, _ = settled()
    care, rates = borough.records.care, borough.mechanisms.profile.safeguarding
    days = (care["due_back"] - care["start"]).astype(float)
    short, long = rates.care_weeks
    expected = 7 * (rates.long_care * long + (1 - rates.long_care) * short) + SHORTEST_DAYS - 0.5
    assert abs(days.mean() - expected) < 4 * days.std() / np.sqrt(len(days))
    assert days.min() >= SHORTEST_DAYS


def test_who_is_due_comes_home_and_who_is_not_stays(settled):
    borough, _, _ = settled(demography={"adoption": 0.0})
    care, people = borough.records.care, borough.population.people
    day = borough.calendar.first_day(2)
    child, home = care["child"].astype(np.int64), care["household"]
    minor = borough.population.ages(child, day) < 17.9
    due = np.arange(len(child)) % 2 == 0
    care["due_back"][:] = np.where(due, day, day + 1)
    assert not len(borough._services._care.week(day))
    back = minor & due
    assert (care["ended_by"][back] == CAME_HOME).all()
    assert (people["home"][child[back]] == home[back]).all()
    assert (people["home_since"][child[back]] == day).all()
    assert (people["role"][child[back]] == CHILD).all()
    assert (care["end"][minor & ~due] == FOREVER).all()
    assert (people["in_care"][child] == (care["end"] == FOREVER)).all()


def test_where_the_home_is_gone_a_child_goes_elsewhere(settled):
    borough, families, _ = settled(demography={"adoption": 0.0})
    care, day = borough.records.care, borough.calendar.first_day(2)
    gone = families[::3]
    borough._settlers.end(gone, np.full(len(gone), day - 3))
    care["due_back"][:] = day
    borough._services._care.week(day)
    child, homeless = care["child"], np.isin(care["household"], gone)
    minor = care["ended_by"] != CAME_OF_AGE
    assert (care["ended_by"][homeless & minor] == ELSEWHERE).all()
    assert (care["ended_by"][~homeless & minor] == CAME_HOME).all()
    assert (borough.population.people["left"][child[homeless]] == day).all()
    assert not borough.population.people["in_care"][child].any()


def test_small_children_are_adopted_as_often_as_declared_and_others_never(settled):
    borough, _, _ = settled(demography={"adoption": 13.0})
    care, day = borough.records.care, borough.calendar.first_day(2)
    care["due_back"][:] = np.where(np.arange(len(care["child"])) % 2, day, FOREVER - 1)  # adoption goes before return
    adopted = borough._services._care.week(day)
    child = care["child"]
    small = borough.population.ages(child.astype(np.int64), day) < ADOPTED_BELOW
    assert sorted(adopted) == sorted(child[care["ended_by"] == ADOPTED])
    assert set(adopted) <= set(child[small])
    assert (borough.population.people["adopted_on"][adopted] == day).all()
    assert (borough.population.people["adopted_on"][np.setdiff1d(child, adopted)] == FOREVER).all()
    assert (borough.population.people["home"][adopted] == NOBODY).all()  # their new home is still to be found
    assert abs(len(adopted) - small.sum() * 0.25) < 4 * np.sqrt(small.sum() * 0.25 * 0.75)


def test_care_ends_in_the_week_of_the_eighteenth_birthday(settled):
    borough, _, _ = settled(demography={"adoption": 0.0})
    care, people, day = borough.records.care, borough.population.people, borough.calendar.first_day(2)
    child = care["child"]
    care["due_back"][:] = FOREVER - 1
    born = day - np.floor(ADULT_AFTER + (np.arange(len(child)) % 40) - 20)  # from 20 days before it to 19 after it
    people["birth"][child] = born
    borough._services._care.week(day)
    of_age = care["ended_by"] == CAME_OF_AGE
    assert of_age[born + ADULT_AFTER <= day + 7].all()
    assert not of_age[born + ADULT_AFTER > day + 8].any()
    assert (people["left"][child[of_age]] == day).all()
    assert (care["end"][~of_age] == FOREVER).all()


def test_care_that_ended_does_not_end_again(settled):
    borough, _, _ = settled(demography={"adoption": 0.0})
    care, day = borough.records.care, borough.calendar.first_day(2)
    care["due_back"][:] = day
    borough._services._care.week(day)
    ended = {name: care[name].copy() for name in ("end", "ended_by")}
    borough._services._care.week(day + 7)
    for name, values in ended.items():
        assert (care[name] == values).all()


def test_a_child_in_care_lives_nowhere_else(busy, care_rows):
    stays = busy.population.residence.rows()
    for child, start, end in zip(*(care_rows[name] for name in ("child", "start", "end")), strict=True):
        own = stays["person"] == child
        assert not (own & (stays["start"] < end) & (stays["end"] > start)).any()


def test_a_child_is_in_care_once_at_a_time(care_rows):
    order = np.lexsort((care_rows["start"], care_rows["child"]))
    child, start, end = (care_rows[name][order] for name in ("child", "start", "end"))
    assert (start < end).all()
    assert (start[1:] >= end[:-1])[child[1:] == child[:-1]].all()


def test_care_ends_at_eighteen_by_return_adoption_or_leaving(busy, care_rows):
    people, stays = busy.population.people, busy.population.residence.rows()
    child, end, how = (care_rows[name] for name in ("child", "end", "ended_by"))
    lived = end - people["birth"][child]
    ended = end < FOREVER
    assert (ended == (how > 0)).all()
    assert set(how) >= {CAME_HOME, ADOPTED}
    last = np.maximum(
        end[ended] - 8, care_rows["start"][ended]
    )  # of the week before; who came in it leaves in the next
    assert (last - people["birth"][child[ended]] < ADULT_AFTER).all()
    assert (lived[how == CAME_OF_AGE] > ADULT_AFTER - 9).all()
    assert (lived[how == CAME_OF_AGE] < ADULT_AFTER + 8).all()
    assert (people["left"][child[np.isin(how, (CAME_OF_AGE, ELSEWHERE))]] < FOREVER).all()
    begun = set(zip(stays["person"], stays["start"], strict=True))
    settled = np.isin(how, (CAME_HOME, ADOPTED))
    assert set(zip(child[settled], end[settled], strict=True)) <= begun
    for adopted in np.unique(child[how == ADOPTED]):  # in a borough so busy one child was adopted twice
        assert people["adopted_on"][adopted] == end[(child == adopted) & (how == ADOPTED)].max()
    still = busy.calendar.end_day - people["birth"][child[~ended]]
    assert (still < ADULT_AFTER + 8).all()


def test_nobody_is_taken_who_is_grown(busy, care_rows):
    """A child who comes of age within a week may still be taken in it."""
    age = care_rows["start"] - busy.population.people["birth"][care_rows["child"]]
    assert (age >= 0).all()
    assert (age < ADULT_AFTER + 7).all()
