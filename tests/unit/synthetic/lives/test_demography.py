"""The week of a household: deaths, and the order of events."""

from __future__ import annotations

import numpy as np

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.demography import _mortality
from csps.synthetic.lives.population import NOBODY, ROLES
from csps.synthetic.lives.week import Week


def test_mortality_falls_after_infancy_and_rises_with_age():
    rate = _mortality(np.array([0.5, 2.0, 25.0, 60.0, 85.0, 130.0]))
    assert rate[0] > rate[1] == rate[2]
    assert (np.diff(rate[2:]) > 0).all()
    assert rate[-1] == 0.5


def test_deaths_are_as_many_as_their_rate_says(fresh):
    people = fresh.population.people
    people["birth"][:] = fresh.calendar.start_day - 85 * 365
    expected = people.count * float(_mortality(np.array([85.0]))[0]) / 52.2 * 40
    for week in range(40):
        fresh._demography._die(Week(fresh.population, fresh.calendar.first_day(week), fresh._demography._setting.rng))
    dead = (people["death"] < FOREVER).sum()
    assert abs(dead - expected) < 4.5 * np.sqrt(expected)


def test_when_a_carer_dies_another_adult_takes_over_and_else_the_household_ends(fresh):
    population = fresh.population
    homes = population.active()
    couple = homes[population.partners(homes) != NOBODY][:1]
    alone = homes[(population.partners(homes) == NOBODY) & (population.child_count(homes) > 0)]
    others = (population.households["adults"][alone, 2:] != NOBODY).any(axis=1)
    alone = alone[~others][:1]
    partner, children = population.partners(couple), population.children_of(alone)[1]
    dead = np.r_[population.carers(couple), population.carers(alone)]
    week = Week(population, fresh.calendar.start_day, np.random.default_rng(1))
    both = np.r_[couple, alone]
    population.leave_borough(dead, week.day(both))
    fresh._demography._without(np.unique(both), week)
    assert population.carers(couple).tolist() == partner.tolist()
    assert not population.households["active"][alone[0]]
    assert (population.people["left"][children] == week.day(alone)[0]).all()
    assert population.households["dwelling"][alone[0]] == NOBODY


def test_a_promoted_carer_is_written_down_as_one(fresh):
    population = fresh.population
    homes = population.active()
    couple = homes[population.partners(homes) != NOBODY][:1]
    partner = population.partners(couple)[0]
    week = Week(population, fresh.calendar.start_day, np.random.default_rng(1))
    population.leave_borough(population.carers(couple), week.day(couple))
    fresh._demography._without(couple, week)
    population.close()
    stays = population.residence.rows()
    of_partner = stays["person"] == partner
    assert [ROLES[role] for role in stays["role"][of_partner]] == ["partner", "carer"]


def test_a_week_happens_in_its_week(fresh):
    monday = fresh.calendar.first_day(0)
    before = fresh.population.residence.count
    for week in range(8):
        fresh._demography.week(monday + 7 * week)
    ends = fresh.population.residence.rows()["end"][before:]
    assert len(ends) > 10
    assert (ends >= monday).all()
    assert (ends < monday + 56).all()
    assert (np.diff(ends // 7) >= -1).all()
