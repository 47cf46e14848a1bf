"""The households' own life, week by week: births, deaths, partings, meetings and moves, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.lives.births import Births
from csps.synthetic.lives.circumstances import WEEKS_PER_YEAR
from csps.synthetic.lives.moves import Moves
from csps.synthetic.lives.partnerships import Partnerships
from csps.synthetic.lives.population import NOBODY
from csps.synthetic.lives.week import Week

if TYPE_CHECKING:
    from csps.synthetic.lives.registers import Column, Ids
    from csps.synthetic.lives.setting import Setting

HIGHEST_DEATH_RATE = 0.5


class Demography:
    """Lives the weekly events of households.

    Args:
        setting: people, places and assumptions.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._population = setting.population
        self._births = Births(setting)
        self._partnerships = Partnerships(setting)
        self.moves = Moves(setting, self._partnerships)

    def begin(self, day: int) -> None:
        """Take the founded households as what the borough is like, before its first week."""
        self.moves.begin()
        self._births.begin(day)

    def week(self, monday: int) -> None:
        """Live one week."""
        self._setting.housing.begin_week()
        week = Week(self._population, monday, self._setting.rng)
        self._births.bear(week)
        self._births.conceive(week)
        self._die(week)
        self._partnerships.part_some(week)
        self._partnerships.meet_some(week)
        self.moves.come_of_age(week)
        self.moves.leave_home(week)
        self.moves.move_house(week)
        self.moves.depart(week)
        self.moves.arrive(week)
        self._population.end_week()

    def _die(self, week: Week) -> None:
        people, rng = self._population.people, self._setting.rng
        number = int(rng.binomial(people.count, HIGHEST_DEATH_RATE / WEEKS_PER_YEAR))
        picked = np.unique(rng.integers(0, people.count, number))
        picked = picked[people["home"][picked] != NOBODY]
        home = people["home"][picked].astype(np.int64)
        dying = rng.random(len(picked)) * HIGHEST_DEATH_RATE < _mortality(week.ages(picked, home))
        dead, home = picked[dying], home[dying]
        people["death"][dead] = week.day(home)
        self._population.leave_borough(dead, week.day(home))
        self._without(np.unique(home), week)

    def _without(self, bereaved: Ids, week: Week) -> None:
        """Let another adult be the carer, and end households in which there is none."""
        self._population.promote(bereaved, week.day(bereaved))
        empty = bereaved[self._population.carers(bereaved) == NOBODY]
        self._setting.settlers.end(empty, week.day(empty))


def _mortality(age: Column) -> Column:
    """Give deaths per year by age: a Gompertz curve from 25 on, and the first year of life.

    >>> _mortality(np.array([0.5, 30.0, 85.0])).round(4).tolist()
    [0.0022, 0.0003, 0.0407]
    """
    rate: Column = np.minimum(HIGHEST_DEATH_RATE, 0.00022 * np.exp(0.087 * np.maximum(age - 25, 0)) + 0.002 * (age < 1))
    return rate
