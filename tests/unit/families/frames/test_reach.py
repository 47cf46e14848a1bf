"""Whom a change reaches."""

from __future__ import annotations

import numpy as np
import pytest

from csps.families.frames.reach import Reach
from csps.families.frames.reading import OPEN, Stay, Tie

DAY = np.timedelta64(1, "D")
BEGIN = np.datetime64("2020-01-01")


def stays(*rows):
    """Give stays of (person, place, first day, last day), days counted from the beginning of 2020."""
    person, place, begins, ends = (np.array(column) for column in zip(*rows, strict=True))
    return Stay(person, place, BEGIN + begins * DAY, BEGIN + ends * DAY)


def ties(*pairs, begins=OPEN[0], ends=OPEN[1]):
    person, other = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    none, many = np.zeros(len(pairs), np.int64), len(pairs)
    return Tie(person, other, none, none, none, *(np.full(many, day, "datetime64[D]") for day in (begins, ends)))


def around(reach, person, day):
    found, days = reach.around(np.array(person), np.full(len(person), BEGIN + day * DAY))
    assert set(days) == {BEGIN + day * DAY}
    return found.tolist()


HOMES = stays((0, 0, 0, 9), (0, 1, 10, 99), (1, 0, 0, 99), (2, 1, 0, 99), (3, 1, 50, 99), (3, 2, 50, 99), (4, 2, 0, 99))


def test_a_move_reaches_the_home_that_is_left_and_the_one_that_is_joined():
    reach = Reach(5, HOMES, ties())
    assert around(reach, [0], 9) == [0, 1]
    assert around(reach, [0], 10) == [0, 1, 2]
    assert around(reach, [0], 11) == [0, 2]


def test_somebody_of_two_homes_brings_both_together():
    reach = Reach(5, HOMES, ties())
    assert around(reach, [4], 49) == [4]
    assert around(reach, [4], 50) == [0, 2, 3, 4]


def test_a_tie_counts_only_for_somebody_of_whom_no_home_is_known():
    reach = Reach(6, HOMES, ties((1, 4), (5, 4)))
    assert around(reach, [1], 20) == [1]
    assert around(reach, [5], 20) == [4, 5]
    assert around(reach, [3], 60) == [0, 2, 3, 4, 5]
    ended = Reach(6, HOMES, ties((5, 4), ends=BEGIN + 9 * DAY))
    assert [around(ended, [5], day) for day in (9, 10, 11)] == [[4, 5], [4, 5], [5]]


def test_one_day_for_each_neighbourhood_and_nothing_left_over_for_the_next():
    reach = Reach(5, HOMES, ties())
    first = reach.around(np.array([0, 4, 4]), BEGIN + np.array([10, 20, 20]) * DAY)
    assert first[0].tolist() == [0, 1, 2, 4]
    assert first[1].tolist() == (BEGIN + np.array([10, 10, 10, 20]) * DAY).tolist()
    assert around(reach, [0], 11) == [0, 2]


@pytest.mark.parametrize("seed", range(20))
def test_it_is_what_going_from_home_to_home_finds(seed):
    chance = np.random.default_rng(seed)
    people, rows = 40, 70
    begins = chance.integers(0, 60, rows)
    met = stays(
        *zip(
            chance.integers(0, people, rows).tolist(), chance.integers(0, 30, rows).tolist(), begins.tolist(),
            (begins + chance.integers(0, 20, rows)).tolist(), strict=True,
        )
    )  # fmt: skip
    reach, day = Reach(people, met, ties()), BEGIN + 30 * DAY
    there = (met.begins <= day) & (met.ends >= day - DAY)
    for person in range(people):
        found, grown = set(), {person}
        while grown != found:
            found = grown
            places = set(met.place[there & np.isin(met.person, list(found))])
            grown = found | set(met.person[there & np.isin(met.place, list(places))].tolist())
        assert around(reach, [person], 30) == sorted(found)
