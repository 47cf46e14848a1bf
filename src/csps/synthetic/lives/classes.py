"""What risk depends on besides the hidden state: vulnerability, exposure, how much is seen, who lives there.

Every such quantity is a small number of levels, so that the true probability of an outcome can be worked out exactly
for each combination. Levels are set when a household changes and at the start of each quarter, and held in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.profile import Profile

HAS_CHILDREN, HAS_YOUNG, HAS_SCHOOL, HAS_TEEN = 1, 2, 4, 8
INFANT_AGE = 2  # years; a family with an infant, or expecting one, is harmed by other things than others are
EXPECTED_WEIGHT = 0.4  # an unborn child's weight in the exposure
WHO = {"": 0, "children": HAS_CHILDREN, "young": HAS_YOUNG, "school": HAS_SCHOOL, "teen": HAS_TEEN}


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
        age = np.where(there, (day - population.people["birth"][children]) / 365.25, -1.0)
        expected = (rows["due"][households] < 2**29) * 1
        rows["exposure"][households] = self._exposure_level(age, there, expected)
        rows["vulnerability"][households] = self._vulnerability_level(population, households, there, children)
        rows["seen"][households] = self._seen_level(population, households)
        rows["who"][households] = (
            HAS_CHILDREN * there.any(axis=1)
            + HAS_YOUNG * (there & (age < 5)).any(axis=1)
            + HAS_SCHOOL * ((age >= 5) & (age < 16)).any(axis=1)
            + HAS_TEEN * (age >= 10).any(axis=1)
        )

    def _exposure_level(self, age: npt.NDArray, there: npt.NDArray, expected: npt.NDArray) -> npt.NDArray[np.integer]:
        weights = np.asarray(self._exposure.weights)
        band = np.searchsorted(self._exposure.ages, age, side="right").clip(0, len(weights) - 1)
        total = np.where(there, weights[band], 0.0).sum(axis=1) + EXPECTED_WEIGHT * expected
        infant = (there & (age < INFANT_AGE)).any(axis=1) | (expected > 0)
        return 2 * np.searchsorted(self._exposure.cuts, total) + infant

    def _vulnerability_level(
        self, population: Population, households: Ids, there: npt.NDArray, children: npt.NDArray
    ) -> npt.NDArray[np.integer]:
        rows, rule = population.households, self._vulnerability
        lone = there.any(axis=1) & (rows["adults"][households, 1] == NOBODY)
        disabled = (there & population.people["disabled"][children]).any(axis=1)
        score = (
            rule.deprivation * (self._quintile(population, households) - 3)
            + rule.lone_parent * lone
            + rule.young_parent * (rows["young_parent"][households] & there.any(axis=1))
            + rule.disabled_child * disabled
            + rule.luck * rows["luck"][households]
        )
        return np.searchsorted(rule.cuts, score)

    def _quintile(self, population: Population, households: Ids) -> npt.NDArray[np.integer]:
        dwelling = population.households["dwelling"][households]
        return np.where(dwelling >= 0, self._deprivation[dwelling], 3)

    def _seen_level(self, population: Population, households: Ids) -> npt.NDArray[np.integer]:
        community = population.people["community"][population.carers(households)]
        seen = self._seen[community] + self._step * (self._quintile(population, households) - 3)
        return np.searchsorted(self._seen_cuts, seen)
