"""Levels of households: exposure, vulnerability, how much is seen, who lives there."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.classes import HAS_CHILDREN, HAS_SCHOOL, HAS_TEEN, HAS_YOUNG, Classes, fits
from csps.synthetic.lives.population import CARER, CHILD, NOBODY, PARTNER, Population

DAY = 20_000


@pytest.fixture
def home():
    """A household of one adult in dwelling 0, and a way to add children of given ages."""
    population = Population()
    population.people.add(1, birth=DAY - 30 * 365)
    population.form(1, DAY, luck=0.0)
    population.settle(np.array([0]), np.array([0]), CARER, DAY)
    population.households["dwelling"][0] = 0

    def add(*ages, disabled=False):
        children = population.people.add(len(ages), birth=[int(DAY - age * 365.25) for age in ages], disabled=disabled)
        population.settle_together(children, np.zeros(len(ages), dtype=np.int64), CHILD, DAY)
        return population

    return add


def worked_out(profile, population, *, deprivation=3, seen=0.0, bias=1.0):
    classes = Classes(profile, np.array([deprivation]), np.array([seen]), observation_bias=bias)
    classes.work_out(population, np.array([0]), DAY)
    return {name: int(population.households[name][0]) for name in ("exposure", "vulnerability", "seen", "who")}


@pytest.mark.parametrize(
    ("ages", "who"),
    [
        ((), 0),
        ((1,), HAS_CHILDREN | HAS_YOUNG),
        ((5,), HAS_CHILDREN | HAS_SCHOOL),
        ((10,), HAS_CHILDREN | HAS_SCHOOL | HAS_TEEN),
        ((16.5,), HAS_CHILDREN | HAS_TEEN),
        ((3, 12), HAS_CHILDREN | HAS_YOUNG | HAS_SCHOOL | HAS_TEEN),
    ],
)
def test_who_lives_there(shipped, home, ages, who):
    assert worked_out(shipped, home(*ages))["who"] == who


def test_more_and_younger_children_are_more_exposure(shipped, home):
    levels = [worked_out(shipped, home(*ages))["exposure"] for ages in ((17,), (9,), (4,), (3,))]
    assert levels == sorted(levels)
    assert levels[0] < levels[-1]


def test_a_family_with_an_infant_or_expecting_has_a_level_of_its_own(shipped, home):
    population = home(9)
    without = worked_out(shipped, population)["exposure"]
    population.households["due"][0] = DAY + 50
    assert without % 2 == 0
    assert worked_out(shipped, population)["exposure"] % 2 == 1
    population.households["due"][0] = 2**30
    assert worked_out(shipped, home(1))["exposure"] % 2 == 1


def test_what_makes_a_family_vulnerable(shipped, home):
    population = home(9)
    rows = population.households

    def level(**place):
        return worked_out(shipped, population, **place)["vulnerability"]

    alone = level()
    assert level(deprivation=5) >= alone >= level(deprivation=1)
    assert level(deprivation=5) > level(deprivation=1)
    rows["young_parent"][0] = True
    young = level()
    assert young > alone
    partner = population.people.add(1, birth=DAY - 30 * 365)
    population.settle(partner, np.array([0]), PARTNER, DAY)
    assert level() < young
    rows["luck"][0] = 3.0
    assert level() == 3


def test_a_disabled_child_counts(shipped, home):
    plain = worked_out(shipped, home(9, 9), deprivation=3)["vulnerability"]
    assert worked_out(shipped, home(9, disabled=True), deprivation=4)["vulnerability"] > plain


def test_being_seen_depends_on_place_and_community_unless_switched_off(shipped, home):
    population = home(9)
    assert worked_out(shipped, population, seen=0.22, deprivation=5)["seen"] > 2
    assert worked_out(shipped, population, seen=-0.26, deprivation=1)["seen"] < 2
    assert worked_out(shipped, population, seen=0.22, deprivation=5, bias=0.0)["seen"] == 2


def test_a_household_without_a_place_is_neither_poor_nor_rich(shipped, home):
    population = home(9)
    middle = worked_out(shipped, population, deprivation=3)
    population.households["dwelling"][0] = NOBODY
    assert worked_out(shipped, population, deprivation=5) == middle


def test_households_that_ended_are_passed_over(shipped, home):
    population = home(9)
    population.dissolve(np.array([0]), DAY)
    assert worked_out(shipped, population)["who"] == 0


def test_needs():
    who = np.arange(16)
    assert fits("", who).all()
    assert fits("school", who).tolist() == [bool(number & HAS_SCHOOL) for number in who]
    with pytest.raises(KeyError):
        fits("pets", who)
