"""Who is struck in a week, and when."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.circumstances import WEEKS_PER_YEAR
from csps.synthetic.lives.population import CARER, Population
from csps.synthetic.lives.week import Week

NUMBER = 20_000


@pytest.fixture
def week():
    population = Population()
    population.people.add(NUMBER, birth=-10_000)
    population.form(NUMBER, 0)
    population.settle(np.arange(NUMBER), np.arange(NUMBER), CARER, 0)
    return Week(population, 700, np.random.default_rng(1))


def test_every_household_has_one_day_of_the_week(week):
    days = week.day(np.arange(NUMBER))
    assert set(days) == set(range(700, 707))
    assert np.bincount(days - 700).min() > NUMBER / 8
    assert (week.day(np.arange(NUMBER)) == days).all()
    assert week.ages(np.array([3]), np.array([3]))[0] == pytest.approx((days[3] + 10_000) / 365.25)


def test_a_day_can_be_put_off(week):
    week.put_off(np.array([3]), np.array([706]))
    assert week.day(np.array([3])).tolist() == [706]


def test_newcomers_come_on_days_of_the_week(week):
    assert set(week.some_days(200)) == set(range(700, 707))


@pytest.mark.parametrize("highest", [0.5, 2.0])
def test_households_are_struck_as_often_as_their_rate_says(week, highest):
    rates = np.where(np.arange(NUMBER) < NUMBER // 2, 0.5, 0.1)
    struck = np.concatenate([week.struck(highest, lambda some: rates[some]) for _ in range(60)])
    for half, rate in (struck < NUMBER // 2, 0.5), (struck >= NUMBER // 2, 0.1):
        expected = 60 * NUMBER / 2 * rate / WEEKS_PER_YEAR
        # a household picked twice counts once: less than one in a hundred at these rates
        assert abs(half.sum() - expected) < 4.5 * np.sqrt(expected) + 0.02 * expected


def test_nobody_is_struck_twice_or_after_the_end(week):
    week.population.dissolve(np.arange(NUMBER // 2), 3)
    struck = week.struck(10.0, 10.0)
    assert len(np.unique(struck)) == len(struck) > 100
    assert (struck >= NUMBER // 2).all()


def test_a_rate_above_the_highest_is_not_cut_off_quietly(week):
    with pytest.raises(AssertionError, match="cut off"):
        week.struck(0.5, lambda some: np.full(len(some), 0.6))


def test_nobody_is_struck_where_nobody_lives():
    assert Week(Population(), 0, np.random.default_rng(1)).struck(0.0, 0.0).tolist() == []
