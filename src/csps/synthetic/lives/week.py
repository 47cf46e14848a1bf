"""One week of the households' own life: who is there, on which day, and whom an event strikes.

Every kind of event is drawn by thinning: as many households as the highest rate could strike are picked at random, and
each is kept in proportion to its own rate. A week therefore costs as much as happens in it, not as many people as live
in the borough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.circumstances import WEEKS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Column, Ids


class Week:
    """The households that exist when a week begins, and the day on which their events of the week fall.

    Every household has one day, on which all that happens to it in this week happens: so nobody leaves a home before
    coming to it, and births and moves fall on any day.

    Args:
        population: everyone.
        monday: the week's first day.
        rng: on which day, and whom events strike.
    """

    def __init__(self, population: Population, monday: int, rng: np.random.Generator) -> None:
        self.population = population
        self.active = population.active()
        self.rng = rng
        self._monday = monday
        self._days = self.some_days(population.households.count)

    def day(self, households: Ids) -> Ids:
        """Give the day of households that existed when the week began."""
        return self._days[households]

    def put_off(self, households: Ids, days: Ids) -> None:
        """Let what else happens to households in this week happen on a later day."""
        self._days[households] = days

    def ages(self, persons: Ids, households: Ids) -> npt.NDArray[np.float64]:
        """Give the ages of people, one of each household, on its day."""
        return self.population.ages(persons, self.day(households))

    def some_days(self, number: int) -> Ids:
        """Draw days of this week, for households that come."""
        return self._monday + self.rng.integers(0, 7, number)

    def struck(self, highest: float, rates: Callable[[Ids], Column] | float) -> Ids:
        """Pick the households that an event strikes.

        Args:
            highest: no household is struck more often, per year.
            rates: how often each of the given households is struck, per year, or one rate for all.
        """
        number = int(self.rng.binomial(len(self.active), min(1.0, highest / WEEKS_PER_YEAR)))
        picked = np.unique(self.active[self.rng.integers(0, len(self.active), number)])
        picked = picked[self.population.households["active"][picked]]
        if not len(picked):
            return picked
        rate = rates(picked) if callable(rates) else rates
        assert np.max(rate) <= highest, "thinning would quietly cut off a rate above the highest"
        return picked[self.rng.random(len(picked)) * highest < rate]
