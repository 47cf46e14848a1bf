"""Households on the first day and newcomers: who is in them."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.founding import COUPLE, FAMILY, SINGLE
from csps.synthetic.lives.population import NOBODY


@pytest.fixture(scope="module")
def founded(shipped, found_borough):
    return found_borough(shipped, residents=6_000)


def test_there_are_about_as_many_people_as_asked_for(founded):
    assert founded.population.people.count == pytest.approx(6_000, rel=0.08)


def test_there_are_as_many_households_of_each_kind_as_declared(founded, shipped):
    declared = shipped.population
    number = round(6_000 / declared.persons_per_household)
    kinds = np.bincount(founded._settlers.kinds(founded.population.active()), minlength=3)
    families = round(number * declared.family_share)
    assert kinds[FAMILY] == families
    assert kinds[COUPLE] == number - families - round((number - families) * declared.single_share)
    people = founded.population.people  # fathers of lone mothers' children live alone, beside the declared singles
    fathers = len(np.unique(people["second_home"][people["second_home"] != NOBODY]))
    assert kinds[SINGLE] == number - kinds[FAMILY] - kinds[COUPLE] + fathers


def test_everybody_lives_somewhere(founded):
    """Nobody is made who never lives here: no grown child without a home."""
    assert (founded.population.people["home"] != NOBODY).all()
    assert (founded.population.households["dwelling"] != NOBODY).all()


def test_children_have_the_age_and_the_parents_of_children(founded):
    people, day = founded.population.people, founded.calendar.first_day(-4)
    where, children = founded.population.children_of(founded.population.active())
    carers = founded.population.carers(founded.population.active())[where]
    ages = founded.population.ages(children, day)
    assert (ages.min(), ages.max()) == pytest.approx((0, 18), abs=0.2)
    mother, father = people["mother"][children], people["father"][children]
    assert ((mother == carers) | (father == carers)).all()
    known = mother != NOBODY
    at_birth = (people["birth"][children] - people["birth"][mother])[known] / 365.25
    assert (at_birth.min() > 17) & (at_birth.max() < 60)
    assert (people["sex"][mother[known]] == 0).all()
    assert (people["sex"][father[father != NOBODY]] == 1).all()
    assert (founded.population.child_count(founded.population.active()) <= 12).all()


def test_large_families_are_a_custom_of_some_communities(founded):
    rows = founded.population.households
    families = np.flatnonzero(founded._settlers.kinds(founded.population.active()) == FAMILY)
    count, large = founded.population.child_count(families), rows["community"][families] == 1
    assert count[large].mean() > count[~large].mean() + 1


def test_couples_know_each_other(founded):
    people, homes = founded.population.people, founded.population.active()
    one, two = founded.population.carers(homes), founded.population.partners(homes)
    one, two = one[two != NOBODY], two[two != NOBODY]
    assert (people["spouse"][one] == two).all()
    assert (people["spouse"][two] == one).all()
    assert (people["sex"][one] != people["sex"][two]).all()
    assert (founded.population.ages(two, founded.calendar.first_day(-4)) >= 18).all()


def test_newcomers_come_each_on_their_day(fresh):
    days = fresh.calendar.start_day + np.arange(7)
    homes = fresh._settlers.settle(FAMILY, days, newcomers=True)
    rows, people = fresh.population.households, fresh.population.people
    where, members = fresh.population.members(homes)
    assert rows["formed"][homes].tolist() == days.tolist()
    assert (people["arrived"][members] == days[where]).all()
    assert (people["home_since"][members] == days[where]).all()
    assert fresh._settlers.settle(FAMILY, days[:0]).tolist() == []


def test_newcomers_without_children_are_young(fresh):
    day = np.full(400, fresh.calendar.start_day)
    newcomers = fresh._settlers.settle(SINGLE, day, newcomers=True)
    ages = fresh.population.ages(fresh.population.carers(newcomers), day)
    settled = fresh._settlers.settle(SINGLE, day)
    assert np.median(ages) < np.median(fresh.population.ages(fresh.population.carers(settled), day)) - 5


def test_what_children_bring_with_them(fresh):
    number = 20_000
    mother = fresh.population.carers(fresh.population.active()[:1]).repeat(number)
    days = np.full(number, fresh.calendar.start_day)
    children = fresh._settlers.born(days, mother, np.full(number, NOBODY), days)
    people = fresh.population.people
    assert people["sex"][children].mean() == pytest.approx(0.512, abs=0.015)
    assert people["disabled"][children].mean() == pytest.approx(0.055, abs=0.008)
    need, disabled = people["send"][children], people["disabled"][children]
    assert np.bincount(need[~disabled], minlength=3) / (~disabled).sum() == pytest.approx(
        [0.82, 0.135, 0.045], abs=0.015
    )
    assert need[disabled].mean() > need[~disabled].mean() + 0.3


def test_an_ended_household_gives_its_place_back(fresh):
    home = fresh.population.active()[:1]
    dwelling = fresh.population.households["dwelling"][home][0]
    sector = fresh.housing.sector[dwelling]
    before = fresh.housing.vacant(sector)
    fresh._settlers.end(home, fresh.calendar.start_day + home * 0)
    fresh.housing.begin_week()
    assert fresh.housing.vacant(sector) == before + 1
    assert not fresh.population.households["active"][home][0]
