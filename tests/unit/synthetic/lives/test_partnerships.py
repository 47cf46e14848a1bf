"""Partings and meetings."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.founding import FAMILY, SINGLE
from csps.synthetic.lives.population import CARER, NOBODY
from csps.synthetic.lives.week import Week


@pytest.fixture
def couples(fresh):
    """The partnerships of a borough, with its families of two adults."""
    fresh.partnerships = fresh._demography._partnerships
    homes = fresh.population.active()
    two = fresh.population.partners(homes) != NOBODY
    fresh.couples = homes[two & (fresh._settlers.kinds(homes) == FAMILY)]
    fresh.day = fresh.calendar.start_day
    fresh.this_week = Week(fresh.population, fresh.day, np.random.default_rng(3))
    return fresh


def days(borough, homes):
    return np.full(len(homes), borough.day)


def test_who_stays_in_the_borough_lives_alone_and_may_keep_the_children_part_of_the_week(couples):
    people, homes = couples.population.people, couples.couples
    leavers, children = couples.population.partners(homes), couples.population.child_count(homes)
    couples.partnerships.part(homes, leavers, days(couples, homes), stay=1.0)
    assert (couples.population.partners(homes) == NOBODY).all()
    assert (couples.population.child_count(homes) == children).all()
    alone = people["home"][leavers]
    assert (people["role"][leavers] == CARER).all()
    assert len(np.unique(alone)) == len(leavers)
    guests = np.flatnonzero(np.isin(people["second_home"], people["home"][leavers]))
    assert 0.2 < len(np.unique(people["home"][guests])) / len(homes) < 0.65
    father = people["father"][guests]
    assert (people["home"][father] == people["second_home"][guests]).all()


def test_who_does_not_stay_leaves_the_borough(couples):
    leavers, people = couples.population.partners(couples.couples), couples.population.people
    before = people["second_home"].copy()
    couples.partnerships.part(couples.couples, leavers, days(couples, couples.couples), stay=0.0)
    assert (people["left"][leavers] == couples.day).all()
    assert (people["second_home"] == before).all()


def test_children_of_an_earlier_partner_keep_no_second_home_with_the_later(couples):
    people, homes = couples.population.people, couples.couples
    _, children = couples.population.children_of(homes)
    people["father"][children] = NOBODY
    couples.partnerships.part(homes, couples.population.partners(homes), days(couples, homes), stay=1.0)
    assert (people["second_home"][children] == NOBODY).all()


def test_partings_are_more_frequent_in_conflict(couples, busy_profile):
    conflict = couples.circumstances.strides[couples.circumstances.index["conflict"]]
    rates = []
    for joint in (0, conflict):
        couples.population.households["joint"][:] = joint
        rates.append(couples.partnerships._parting_rates(couples.couples))
    declared = busy_profile.demography
    assert (rates[0] == declared.separation).all()
    assert np.allclose(rates[1], declared.separation * declared.separation_by_conflict[1])
    single = couples.population.active()[couples._settlers.kinds(couples.population.active()) == SINGLE]
    assert (couples.partnerships._parting_rates(single) == 0).all()


def test_singles_of_the_borough_move_in_and_their_household_ends(couples):
    homes = couples.population.active()
    lone = homes[couples._settlers.kinds(homes) == SINGLE]
    people, rows = couples.population.people, couples.population.households
    people["birth"][couples.population.carers(lone)] = couples.day - 30 * 365
    hosts = lone[:20]
    couples.partnerships._meet_locals(hosts, couples.this_week)
    partners = couples.population.partners(hosts)
    met = partners != NOBODY
    assert met.sum() > 5
    assert (people["sex"][partners[met]] != people["sex"][couples.population.carers(hosts[met])]).all()
    assert (people["spouse"][partners[met]] == couples.population.carers(hosts[met])).all()
    assert len(np.unique(partners[met])) == met.sum()
    stays = couples.population.residence.rows()
    assert not rows["active"][stays["household"]].any()
    # the move falls on the later of both households' days
    since = people["home_since"][partners[met]]
    assert (since == couples.this_week.day(hosts[met])).all()
    assert (since >= couples.day).all()


def test_brothers_and_sisters_do_not_become_a_couple(couples):
    homes = couples.population.active()
    lone = homes[couples._settlers.kinds(homes) == SINGLE]
    people = couples.population.people
    persons = couples.population.carers(lone)
    people["birth"][persons] = couples.day - 30 * 365
    people["mother"][persons] = 0
    couples.partnerships._meet_locals(lone[:20], couples.this_week)
    assert (couples.population.partners(lone[:20]) == NOBODY).all()


def test_meetings_bring_partners_from_here_and_elsewhere(couples):
    before = couples.population.people.count
    homes = couples.population.active()
    alone = homes[couples.population.partners(homes) == NOBODY]
    for seed in range(30):
        couples.partnerships.meet_some(Week(couples.population, couples.day, np.random.default_rng(seed)))
    newcomers = couples.population.people.count - before
    rows = couples.population.households
    partners = couples.population.partners(alone)[rows["active"][alone]]
    assert newcomers > 3
    assert (partners != NOBODY).sum() > newcomers
