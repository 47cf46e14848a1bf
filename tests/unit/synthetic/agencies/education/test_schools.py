"""Schools stand along the town."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.schools import FEWEST, KINDS, Schools


def test_schools_are_chosen_near_home_and_of_the_kind_asked_for():
    schools = Schools.for_residents(300_000)
    place = np.linspace(0, 1, 500, endpoint=False)
    kind = np.arange(500) % 6
    chosen = schools.near(kind, place, np.zeros(500))
    assert (schools.kind[chosen] == kind).all()
    far = schools.near(kind, place, np.full(500, 4.0))
    assert (schools.kind[far] == kind).all()
    near = schools.near(np.zeros(2, dtype=int), np.array([0.5, 0.501]), np.zeros(2))
    assert near[0] == near[1]


@pytest.mark.parametrize("residents", [0, 1_500, 30_000, 300_000])
def test_every_kind_has_its_schools_with_numbers_of_no_real_authority(residents):
    schools = Schools.for_residents(residents)
    assert (np.bincount(schools.kind, minlength=KINDS) >= FEWEST).all()
    assert len(set(schools.numbers)) == len(schools.numbers) == len(schools.kind) == schools.first[-1]
    assert all(number.startswith("999") and len(number) == 7 for number in schools.numbers)
    assert (schools.kind[schools.first[:-1]] == np.arange(KINDS)).all()


@pytest.mark.parametrize("residents", [0, 30_000])
def test_nobody_is_sent_beyond_the_edge_of_the_town(residents):
    schools = Schools.for_residents(residents)
    place, taste, kind = np.meshgrid([0.0, 0.5, np.nextafter(1, 0)], np.linspace(-6, 6, 49), np.arange(KINDS))
    chosen = schools.near(kind.ravel(), place.ravel(), taste.ravel())
    assert (schools.kind[chosen] == kind.ravel()).all()


def test_whoever_looks_a_little_beyond_the_edge_turns_round():
    schools = Schools.for_residents(300_000)
    edge = np.zeros(3)
    assert schools.near(np.zeros(3, dtype=int), edge, np.array([0.0, -0.5, 0.5])).tolist() == [0, 1, 0]


def test_all_schools_of_a_kind_are_chosen_by_somebody():
    schools = Schools.for_residents(300_000)
    place = np.linspace(0, 1, 5_000, endpoint=False)
    for kind in range(KINDS):
        chosen = schools.near(np.full(5_000, kind), place, np.zeros(5_000))
        assert set(chosen) == set(np.flatnonzero(schools.kind == kind))
        assert (np.diff(chosen) >= 0).all()
