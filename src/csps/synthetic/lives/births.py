"""Children come: conceptions, and births to those who expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER, YEAR
from csps.synthetic.lives.population import ADULT_AGE, CHILD, NOBODY
from csps.synthetic.lives.week import Week

if TYPE_CHECKING:
    from csps.synthetic.lives.registers import Column, Ids
    from csps.synthetic.lives.setting import Setting

PREGNANCY_KNOWN = 28 * 7  # days before the birth at which a pregnancy enters the borough's life
YOUNG_PARENT_BELOW = 21
PEAK = 1.45  # at 30.5 years, times the rate; the mean over the fertile years is about 1
LARGE_FIRST = 6.0  # times the rate of first births where large families are the custom
LONG_AGO = -(10**6)


class Births:
    """Lets households expect children and have them."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._population = setting.population
        rates = self._rates = setting.rates
        first = max(rates.first_birth, rates.first_birth * LARGE_FIRST, rates.single_birth)
        self._highest = PEAK * max(first, *rates.next_birth, rates.next_birth_large, rates.lone_birth)

    def begin(self, day: int) -> None:
        """Let those expect who would have come to in the months before a borough's first day."""
        for ahead in range(7, PREGNANCY_KNOWN + 7, 7):
            self.conceive(Week(self._population, day - ahead, self._setting.rng))

    def conceive(self, week: Week) -> None:
        """Let women begin to expect a child."""
        expecting = week.struck(self._highest, lambda households: self._rates_of(households, week))
        rows = self._population.households
        rows["due"][expecting] = week.day(expecting) + PREGNANCY_KNOWN
        rows["expecting"][expecting] = self._mothers(expecting)
        self._population.mark(expecting)

    def bear(self, week: Week) -> None:
        """Let the children be born that are due, where their mother still lives; some are twins."""
        rows, rng = self._population.households, self._setting.rng
        born, mothers = self._due(week)
        carers, partners = self._population.carers(born), self._population.partners(born)
        fathers = np.select([mothers == carers, mothers == partners], [partners, carers], NOBODY)
        first = self._population.child_count(born) == 0
        young = week.ages(mothers, born) < YOUNG_PARENT_BELOW
        rows["young_parent"][born] = np.where(first, young, rows["young_parent"][born])
        twins = rng.random(len(born)) < self._setting.profile.population.twin_share
        for which in (np.ones(len(born), dtype=bool), twins):
            days = week.day(born[which])
            children = self._setting.settlers.born(days, mothers[which], fathers[which], days)
            self._population.settle(children, born[which], CHILD, days)

    def _due(self, week: Week) -> tuple[Ids, Ids]:
        """Give the households in which a child is born, and the mothers; whoever left before is not waited for."""
        rows, people = self._population.households, self._population.people
        due = np.flatnonzero(rows["due"] <= week.day(np.arange(rows.count)))
        mothers = rows["expecting"][due].astype(np.int64)
        rows["due"][due] = FOREVER
        rows["expecting"][due] = NOBODY
        self._population.mark(due)
        there = rows["active"][due] & (people["home"][mothers] == due)
        return due[there], mothers[there]

    def _mothers(self, households: Ids) -> Ids:
        """Give the woman of each household who could bear a child, or NOBODY."""
        sex = self._population.people["sex"]
        first, second = self._population.carers(households), self._population.partners(households)
        woman = np.where(sex[first] == 0, first, second)
        return np.where((woman != NOBODY) & (sex[woman] == 0), woman, NOBODY)

    def _rates_of(self, households: Ids, week: Week) -> npt.NDArray[np.float64]:
        rates, rows = self._rates, self._population.households
        mothers = self._mothers(households)
        age = np.where(mothers == NOBODY, 0.0, week.ages(mothers, households))
        count = self._population.child_count(households)
        gap = self._since_last_birth(households, week)
        partnered = self._population.partners(households) != NOBODY
        large = self._setting.settlers.communities.large[rows["community"][households]]
        after = np.asarray(rates.next_birth)[np.clip(count - 1, 0, 3)]
        after = np.where(large, rates.next_birth_large, after) * ((gap > 0.9) & (gap < 6.5))
        first = np.where(partnered, rates.first_birth * np.where(large, LARGE_FIRST, 1.0), rates.single_birth)
        later = np.where(partnered, after, rates.lone_birth * (gap > 0.9) * (gap < 8))
        fertile = (age > ADULT_AGE) & (age < 43) & (rows["due"][households] == FOREVER)
        peak = np.exp(-(((age - 30.5) / 7.5) ** 2)) * PEAK
        rate: npt.NDArray[np.float64] = fertile * peak * np.where(count == 0, first, later)
        return rate

    def _since_last_birth(self, households: Ids, week: Week) -> Column:
        children = self._population.households["children"][households]
        births = np.where(children == NOBODY, LONG_AGO, self._population.people["birth"][children])
        years: Column = (week.day(households) - births.max(axis=1)) / YEAR
        return years
