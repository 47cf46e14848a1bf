"""Persons and households: moving in, out and together."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import (
    ADULTS,
    CARER,
    CHILD,
    CHILDREN,
    NOBODY,
    OTHER_ADULT,
    PARTNER,
    SECOND_HOME,
    Population,
)


def ids(*numbers):
    return np.array(numbers, dtype=np.int64)


@pytest.fixture
def population():
    """Household 0 with two adults (0, 1) and children (2, 3); household 1 with one adult (4)."""
    people = Population()
    people.people.add(6, birth=-10_000)
    people.form(2, 0)
    people.settle(ids(0, 4), ids(0, 1), CARER, 0)
    people.settle(ids(1), ids(0), PARTNER, 0)
    people.settle_together(ids(2, 3), ids(0, 0), CHILD, 0)
    return people


def stays(population):
    rows = population.residence.rows()
    return sorted(zip(*(rows[name].tolist() for name in ("person", "household", "role", "start", "end")), strict=True))


def test_everybody_has_the_place_of_a_role(population):
    assert population.carers(ids(0, 1)).tolist() == [0, 4]
    assert population.partners(ids(0, 1)).tolist() == [1, NOBODY]
    assert population.child_count(ids(0, 1)).tolist() == [2, 0]
    assert [column.tolist() for column in population.members(ids(1, 0))] == [[0, 1, 1, 1, 1], [4, 0, 1, 2, 3]]
    assert [column.tolist() for column in population.children_of(ids(1, 0))] == [[1, 1], [2, 3]]


def test_who_moves_out_has_a_stay_written_down_each_with_its_own_day(population):
    population.unsettle(ids(1, 2, 5), np.array([7, 9, 11]))  # 5 lives nowhere
    assert stays(population) == [(1, 0, PARTNER, 0, 7), (2, 0, CHILD, 0, 9)]
    assert population.people["home"][[1, 2]].tolist() == [NOBODY, NOBODY]
    assert population.children_of(ids(0))[1].tolist() == [3]


def test_a_household_that_is_full_lets_others_leave_the_borough(population):
    more = population.people.add(CHILDREN)
    population.settle_together(more, np.zeros(CHILDREN, dtype=np.int64), CHILD, 5)
    assert population.child_count(ids(0)).tolist() == [CHILDREN]
    assert (population.people["left"][more] == 5).sum() == 2
    grown = population.people.add(ADULTS)
    population.settle_together(grown, np.ones(ADULTS, dtype=np.int64), OTHER_ADULT, 5)
    assert (population.people["home"][grown] == 1).sum() == ADULTS - 2  # the carer's and the partner's places are kept


def test_a_partner_becomes_the_carer_and_it_is_written_down(population):
    population.leave_borough(ids(0), 20)
    population.promote(ids(0, 1), np.array([20, 20]))
    assert population.carers(ids(0)).tolist() == [1]
    assert population.partners(ids(0)).tolist() == [NOBODY]
    assert population.people["role"][1] == CARER
    assert stays(population) == [(0, 0, CARER, 0, 20), (1, 0, PARTNER, 0, 20)]
    population.close()
    assert (1, 0, CARER, 20, FOREVER) in stays(population)


def test_a_second_home_ends_with_the_household(population):
    population.second_home(ids(2, 3), ids(1, 1), np.array([3, 4]))
    population.dissolve(ids(1), 30)
    population.end_week()
    assert stays(population) == [(2, 1, SECOND_HOME, 3, 30), (3, 1, SECOND_HOME, 4, 30), (4, 1, CARER, 0, 30)]
    assert (population.people["second_home"] == NOBODY).all()


def test_a_new_second_home_ends_the_old_one(population):
    population.second_home(ids(2), ids(1), 3)
    third = population.form(1, 5)
    population.second_home(ids(2), third, 8)
    assert stays(population) == [(2, 1, SECOND_HOME, 3, 8)]
    assert population.people["second_home"][2] == third[0]


def test_a_second_home_never_ends_before_it_began(population):
    population.second_home(ids(2), ids(1), 12)
    population.end_second_homes(ids(2), 10)
    assert stays(population) == [(2, 1, SECOND_HOME, 12, 12)]


def test_a_household_that_ends_takes_everybody_along(population):
    population.households["due"][0] = 99
    population.dissolve(ids(0), 40)
    people, rows = population.people, population.households
    assert people["left"][:4].tolist() == [40] * 4
    assert (people["home"][:4] == NOBODY).all()
    assert not rows["active"][0]
    assert (rows["dissolved"][0], rows["due"][0]) == (40, FOREVER)
    assert population.active().tolist() == [1]


def test_changed_households_are_told_once(population):
    assert population.take_changed().tolist() == [0, 1]
    assert population.take_changed().tolist() == []
    population.unsettle(ids(4), 3)
    assert population.take_changed().tolist() == [1]


def test_ages_are_counted_by_one_day_or_by_each_ones_own(population):
    population.people["birth"][:2] = (0, 365)
    assert population.ages(ids(0, 1), 730).round(2).tolist() == [2.0, 1.0]
    assert population.ages(ids(0, 1), np.array([365, 365])).round(2).tolist() == [1.0, 0.0]
