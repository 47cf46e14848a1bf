"""Leaving home, moving, going and coming."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.founding import FAMILY
from csps.synthetic.lives.housing import OWNER, REFUGE, SOCIAL, TEMPORARY
from csps.synthetic.lives.population import NOBODY, OTHER_ADULT
from csps.synthetic.lives.week import Week


@pytest.fixture
def moving(fresh):
    fresh.moves = fresh._demography.moves
    homes = fresh.population.active()
    fresh.families = homes[fresh._settlers.kinds(homes) == FAMILY]
    fresh.day = fresh.calendar.start_day
    fresh.this_week = Week(fresh.population, fresh.day, np.random.default_rng(3))
    return fresh


def test_children_become_adults_of_the_household_at_18(moving):
    people, rows = moving.population.people, moving.population.households
    children = rows["children"][moving.families[:5], 0].astype(np.int64)
    people["birth"][children] = moving.day - 18 * 366
    moving.population.second_home(children[:1], moving.families[9:10], moving.day - 50)
    moving.moves.come_of_age(moving.this_week)
    assert (people["role"][children] == OTHER_ADULT).all()
    assert (people["home"][children] == moving.families[:5]).all()
    assert people["second_home"][children[0]] == NOBODY
    assert not np.isin(children, rows["children"]).any()


def test_every_grown_child_may_leave_home_whatever_the_place(moving):
    """Not only the first of the other adults: a grandmother before them must not keep them for ever."""
    home = moving.families[:1]
    people = moving.population.people
    others = people.add(3, birth=[moving.day - age * 365 for age in (80, 22, 20)])
    moving.population.settle_together(others, home.repeat(3), OTHER_ADULT, moving.day - 100)
    left = set()
    for seed in range(400):
        moving.moves.leave_home(Week(moving.population, moving.day, np.random.default_rng(seed)))
        left |= {int(one) for one in others if people["home"][one] != home[0]}
    assert left == {int(others[1]), int(others[2])}


def test_who_leaves_home_lives_alone_or_elsewhere(moving, busy_profile):
    people = moving.population.people
    for home in moving.families:
        grown = people.add(1, birth=moving.day - 20 * 365)
        moving.population.settle(grown, np.array([home]), OTHER_ADULT, moving.day - 100)
    before = moving.population.households.count
    for _ in range(150):
        moving.moves.leave_home(Week(moving.population, moving.day, moving.moves._rng))
    grown = np.arange(people.count - len(moving.families), people.count)
    gone = people["left"][grown] < 2**30
    alone = people["home"][grown] >= before
    assert gone.sum() + alone.sum() > 30
    assert alone.sum() / (gone.sum() + alone.sum()) == pytest.approx(
        busy_profile.demography.leaves_for_borough, abs=0.15
    )


def test_rates_of_moving_follow_tenure_and_insecurity(moving, busy_profile):
    rows, declared = moving.population.households, busy_profile.demography
    homes = moving.population.active()
    rows["joint"][:] = 0
    secure = moving.moves._moving_rates(homes)
    rows["joint"][:] = moving.circumstances.strides[moving.circumstances.index["housing"]]
    insecure = moving.moves._moving_rates(homes)
    sector = moving.housing.sector_of(homes)
    assert np.allclose(secure[sector == OWNER], declared.move_by_tenure[0])
    assert np.allclose(insecure[sector == OWNER], declared.move_by_tenure[0] * declared.move_when_insecure)
    moving.housing.house(homes[:1], np.array([TEMPORARY]), moving.day)
    assert moving.moves._moving_rates(homes[:1]) == pytest.approx(declared.leaves_temporary)


def test_households_move_house_and_leave(moving):
    before = moving.population.occupation.count
    for _ in range(20):
        moving.moves.move_house(moving.this_week)
    assert moving.population.occupation.count > before
    active = len(moving.population.active())
    for _ in range(20):
        moving.moves.depart(moving.this_week)
    assert len(moving.population.active()) < active


def test_newcomers_fill_what_is_missing(moving):
    homes = moving.population.active()
    gone = moving.families[:60]
    moving._settlers.end(gone, np.full(len(gone), moving.day))
    wanted = moving.moves._wanted
    assert wanted.sum() == len(homes)
    for week in range(12):
        moving.moves.arrive(Week(moving.population, moving.day + 7 * week, moving.moves._rng))
    now = moving.moves._count_kinds()
    assert abs(now[FAMILY] - wanted[FAMILY]) < 8


def test_homeless_families_are_placed_as_far_as_there_are_places(moving):
    room = moving.housing.vacant(TEMPORARY)
    asked = moving.families[: room + 5]
    moving.moves.to_temporary(asked, np.full(len(asked), moving.day))
    assert (moving.housing.sector_of(asked) == TEMPORARY).sum() == room
    assert moving.housing.vacant(TEMPORARY) == 0


def test_a_parent_flees_with_the_children_and_the_partner_is_gone(moving):
    two = moving.families[moving.population.partners(moving.families) != NOBODY][:2]
    partners, children = moving.population.partners(two), moving.population.child_count(two)
    moving.moves.to_refuge(two, np.array([moving.day, moving.day + 1]))
    assert (moving.housing.sector_of(two) == REFUGE).all()
    assert (moving.population.child_count(two) == children).all()
    assert moving.population.people["left"][partners].tolist() == [moving.day, moving.day + 1]


def test_half_of_those_who_leave_a_placement_are_housed_by_the_council(moving):
    homes = moving.population.active()[:400]
    moves = moving.moves
    moving.housing.house(homes[:8], np.full(8, TEMPORARY), moving.day)
    to = []
    for seed in range(300):
        week = Week(moving.population, moving.day, np.random.default_rng(seed))
        placed = homes[:8][moving.housing.sector_of(homes[:8]) == TEMPORARY]
        moves.move_house(week)
        to += moving.housing.sector_of(placed)[moving.housing.sector_of(placed) != TEMPORARY].tolist()
        moving.housing.begin_week()
        moving.housing.house(homes[:8], np.full(8, TEMPORARY), moving.day)
    assert len(to) > 10
    assert np.mean(np.array(to) == SOCIAL) > 0.35
