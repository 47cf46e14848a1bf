"""Places: vacant, lived in, and given back."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.housing import OWNER, PRIVATE, SHARED, SOCIAL, TEMPORARY, Housing
from csps.synthetic.lives.population import NOBODY, Population


@pytest.fixture
def population():
    population = Population()
    population.form(6, 0)
    return population


@pytest.fixture
def housing(population):
    """One owner's house, two social ones, and a shared house of two rooms."""
    sector = np.array([OWNER, SOCIAL, SOCIAL, SHARED], dtype=np.int8)
    places = np.array([1, 1, 1, 2], dtype=np.int16)
    return Housing(population, sector, places, np.random.default_rng(1))


def house(housing, households, sector, day):
    housing.house(np.array(households), np.full(len(households), sector), day)


def test_a_household_gets_a_place_of_its_sector(housing, population):
    house(housing, [0, 1], SOCIAL, 3)
    assert sorted(population.households["dwelling"][:2]) == [1, 2]
    assert housing.sector_of(np.array([0, 1])).tolist() == [SOCIAL, SOCIAL]
    assert housing.vacant(SOCIAL) == 0


def test_a_place_is_on_offer_from_the_week_after_it_was_given_up(housing):
    """Households move on different days of one week: nobody is to move in before the last one is out."""
    house(housing, [0], OWNER, 3)
    housing.release(np.array([0]), 9)
    assert housing.vacant(OWNER) == 0
    housing.begin_week()
    assert housing.vacant(OWNER) == 1
    housing.begin_week()
    assert housing.vacant(OWNER) == 1


def test_rooms_of_one_dwelling_are_places(housing, population):
    house(housing, [0, 1], SHARED, 3)
    assert population.households["dwelling"][:2].tolist() == [3, 3]


def test_who_finds_nothing_of_the_sector_gets_another(housing, population):
    house(housing, [0], PRIVATE, 3)
    assert population.households["dwelling"][0] in (1, 2, 3)  # the sectors with most vacancies


def test_a_full_borough_leaves_a_household_without_a_place(housing, population):
    house(housing, range(6), SOCIAL, 3)
    rows = population.households
    assert sorted(rows["dwelling"][:5].tolist()) == [0, 1, 2, 3, 3]
    assert rows["dwelling"][5] == NOBODY
    assert housing.sector_of(np.array([5])).tolist() == [TEMPORARY]
    housing.release(np.array([0, 5]), 9)
    assert len(population.occupation.rows()["start"]) == 1  # only who had a place gives one back


def test_a_move_gives_the_old_place_back_and_writes_the_stay_down(housing, population):
    house(housing, [0], OWNER, 3)
    housing.house(np.array([0]), np.array([SOCIAL]), np.array([8]))
    rows = population.occupation.rows()
    assert {name: values.tolist() for name, values in rows.items()} == {
        "household": [0],
        "dwelling": [0],
        "start": [3],
        "end": [8],
    }
    housing.begin_week()
    assert housing.vacant(OWNER) == 1
    population.close()
    assert population.occupation.rows()["end"].tolist() == [8, FOREVER]


def test_places_are_never_lost_or_doubled(housing, population):
    rng = np.random.default_rng(2)
    for day in range(200):
        housing.house(np.array([day % 6]), rng.integers(0, 4, 1), day)
        if day % 7 == 0:
            housing.begin_week()
    lived_in = population.households["dwelling"][population.households["dwelling"] != NOBODY].tolist()
    vacant = [place for places in (*housing._vacant, housing._given_up) for place in places]
    assert sorted(lived_in + vacant) == [0, 1, 2, 3, 3]
