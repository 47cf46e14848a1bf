"""What risk depends on besides the hidden state: vulnerability, exposure, how much is seen, who lives there.

Every such quantity is a small number of levels, so that the true probability of an outcome can be worked out exactly
for each combination. Levels are set when a household changes and at the start of each quarter, and held in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Column, Flags, Ids
    from csps.synthetic.profile import Profile

HAS_CHILDREN, HAS_YOUNG, HAS_SCHOOL, HAS_TEEN = 1, 2, 4, 8
WHO_CODES = 16  # combinations of the four
ANYBODY = ""
_NEEDS = {"children": HAS_CHILDREN, "young": HAS_YOUNG, "school": HAS_SCHOOL, "teen": HAS_TEEN}
NEUTRAL_QUINTILE = 3
INFANT_AGE = 2  # years; a family with an infant, or expecting one, is harmed by other things than others are
EXPECTED_WEIGHT = 0.4  # an unborn child's weight in the exposure


def fits(needs: str, who: npt.NDArray[np.integer]) -> Flags:
    """Tell in which households somebody lives of the kind that is needed.

    >>> fits("teen", np.array([HAS_CHILDREN, HAS_CHILDREN | HAS_TEEN])).tolist(), fits("", np.array([0])).tolist()
    ([False, True], [True])
    """
    return np.ones(len(who), dtype=bool) if needs == ANYBODY else (who & _NEEDS[needs]) > 0


class Classes:
    """Works out the levels of households.

    Args:
        profile: the declaration.
        deprivation: deprivation quintile of each dwelling, 1 least to 5 most (n,).
        seen: how much each community is seen at equal true harm, on a log scale (communities,).
        observation_bias: 0 lets every group be seen alike; 1 is the profile's unevenness.
    """

    def __init__(
        self,
        profile: Profile,
        deprivation: npt.NDArray[np.integer],
        seen: npt.NDArray[np.float64],
        *,
        observation_bias: float,
    ) -> None:
        self._vulnerability = profile.vulnerability
        self._exposure = profile.exposure
        self._deprivation = deprivation
        self._seen = seen * observation_bias
        self._step = profile.observation.deprivation * observation_bias
        levels = np.log(np.asarray(profile.observation.levels))
        self._seen_cuts = (levels[1:] + levels[:-1]) / 2

    def work_out(self, population: Population, households: Ids, day: int) -> None:
        """Set the levels of households that exist on a day, in place."""
        rows = population.households
        households = households[rows["active"][households] & (rows["adults"][households, 0] != NOBODY)]
        if not len(households):
            return
        children = rows["children"][households]
        there = children != NOBODY
        age = np.where(there, population.ages(children, day), -1.0)
        expecting = rows["due"][households] != FOREVER
        rows["exposure"][households] = self._exposure_level(age, there, expecting)
        disabled = (there & population.people["disabled"][children]).any(axis=1)
        rows["vulnerability"][households] = self._vulnerability_level(
            population, households, there.any(axis=1), disabled
        )
        rows["seen"][households] = self._seen_level(population, households)
        rows["who"][households] = (
            HAS_CHILDREN * there.any(axis=1)
            + HAS_YOUNG * (there & (age < 5)).any(axis=1)
            + HAS_SCHOOL * ((age >= 5) & (age < 16)).any(axis=1)
            + HAS_TEEN * (age >= 10).any(axis=1)
        )

    def _exposure_level(self, age: Column, there: Flags, expecting: Flags) -> Column:
        weights = np.asarray(self._exposure.weights)
        band = np.searchsorted(self._exposure.ages, age, side="right").clip(0, len(weights) - 1)
        total = np.where(there, weights[band], 0.0).sum(axis=1) + EXPECTED_WEIGHT * expecting
        infant = (there & (age < INFANT_AGE)).any(axis=1) | expecting
        level: Column = 2 * np.searchsorted(self._exposure.cuts, total) + infant
        return level

    def _vulnerability_level(self, population: Population, households: Ids, family: Flags, disabled: Flags) -> Column:
        rows, rule = population.households, self._vulnerability
        score = (
            rule.deprivation * (self._quintile(population, households) - NEUTRAL_QUINTILE)
            + rule.lone_parent * (family & (population.partners(households) == NOBODY))
            + rule.young_parent * (family & rows["young_parent"][households])
            + rule.disabled_child * disabled
            + rule.luck * rows["luck"][households]
        )
        level: Column = np.searchsorted(rule.cuts, score)
        return level

    def _quintile(self, population: Population, households: Ids) -> Column:
        dwelling = population.households["dwelling"][households]
        return np.where(dwelling == NOBODY, NEUTRAL_QUINTILE, self._deprivation[dwelling])

    def _seen_level(self, population: Population, households: Ids) -> Column:
        community = population.people["community"][population.carers(households)]
        seen = self._seen[community] + self._step * (self._quintile(population, households) - NEUTRAL_QUINTILE)
        level: Column = np.searchsorted(self._seen_cuts, seen)
        return level
