"""Conceptions and births."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.births import PREGNANCY_KNOWN
from csps.synthetic.lives.population import NOBODY
from csps.synthetic.lives.week import Week


@pytest.fixture
def births(fresh):
    fresh.births = fresh._demography._births
    fresh.day = fresh.calendar.start_day
    fresh.this_week = Week(fresh.population, fresh.day, np.random.default_rng(3))
    return fresh


def expecting(borough):
    return np.flatnonzero(borough.population.households["due"] < FOREVER)


def test_a_founded_borough_expects_children_from_its_first_week_on(births):
    due = births.population.households["due"][expecting(births)]
    first = births.calendar.first_day(-births.calendar.burn_in)
    assert len(due) > 5
    assert (due >= first).all()
    assert (due < first + PREGNANCY_KNOWN).all()


def test_who_expects_is_a_woman_of_the_household_who_can(births):
    people, homes = births.population.people, expecting(births)
    women = births.population.households["expecting"][homes]
    ages = births.population.ages(women.astype(np.int64), births.calendar.first_day(-4))
    assert (people["home"][women] == homes).all()
    assert (people["sex"][women] == 0).all()
    assert ((ages > 17.4) & (ages < 43.1)).all()


def test_children_are_born_to_who_expects_them_on_the_households_day(births):
    rows, people = births.population.households, births.population.people
    homes = expecting(births)
    women, before = rows["expecting"][homes].copy(), people.count
    rows["due"][homes] = births.day
    births.births.bear(births.this_week)
    children = np.arange(before, people.count)
    assert set(people["mother"][children]) == set(women)
    assert (people["home"][people["mother"][children]] == people["home"][children]).all()
    assert (people["birth"][children] == births.this_week.day(people["home"][children].astype(np.int64))).all()
    assert (rows["due"][homes] == FOREVER).all()
    partnered = people["father"][children] != NOBODY
    assert (people["father"][children] == births.population.partners(people["home"][children].astype(np.int64)))[
        people["mother"][children] == births.population.carers(people["home"][children].astype(np.int64))
    ].all()
    assert partnered.any()


def test_nobody_else_bears_the_child_of_a_woman_who_died(births):
    home = expecting(births)[:1]
    woman = births.population.households["expecting"][home].astype(np.int64)
    births.population.leave_borough(woman, births.day)
    births.population.households["due"][home] = births.day
    before = births.population.people.count
    births.population.households["due"][np.setdiff1d(expecting(births), home)] = FOREVER
    births.births.bear(births.this_week)
    assert births.population.people.count == before
    assert births.population.households["due"][home[0]] == FOREVER


def test_some_births_are_twins(births, busy_profile):
    rows, people = births.population.households, births.population.people
    homes = births.population.active()
    mothers = births.births._mothers(homes)
    homes, mothers = homes[mothers != NOBODY], mothers[mothers != NOBODY]
    before, pairs = people.count, 0
    for _ in range(40):
        rows["due"][homes] = births.day
        rows["expecting"][homes] = mothers
        births.births.bear(births.this_week)
    born = people.count - before - 40 * len(homes)
    pairs = born / (40 * len(homes))
    assert pairs == pytest.approx(busy_profile.population.twin_share, rel=0.35)


def test_a_first_child_of_a_young_mother_makes_a_young_parent(births):
    rows, people = births.population.households, births.population.people
    mothers = births.births._mothers(births.population.active())
    childless = np.flatnonzero((mothers != NOBODY) & (births.population.child_count(births.population.active()) == 0))[
        :2
    ]
    people["birth"][mothers[childless]] = births.day - np.array([19 * 365, 30 * 365])
    rows["due"][childless] = births.day
    rows["expecting"][childless] = mothers[childless]
    births.births.bear(births.this_week)
    assert rows["young_parent"][childless].tolist() == [True, False]
