"""The borough on its first day: households of the kinds that live in it, and newcomers of the same kinds later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.housing import OWNER, PRIVATE, SHARED, SOCIAL
from csps.synthetic.lives.population import ADULT_AGE, CARER, CHILD, CHILDREN, NOBODY, OTHER_ADULT, PARTNER, Population

if TYPE_CHECKING:
    from csps.synthetic.lives.housing import Housing
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.profile import Profile

YEAR = 365.25
SINGLE, COUPLE, FAMILY = range(3)


@dataclass(frozen=True)
class Communities:
    """What the demography needs to know of the communities: shares of households and family customs.

    Args:
        shares: of households (n,), summing to 1.
        large: whether large families are the custom (n,).
    """

    shares: npt.NDArray[np.float64]
    large: npt.NDArray[np.bool_]


class Settlers:
    """Makes households of each kind, with people in them and a place to live."""

    def __init__(
        self,
        population: Population,
        housing: Housing,
        profile: Profile,
        communities: Communities,
        rng: np.random.Generator,
    ) -> None:
        self.population = population
        self.housing = housing
        self.profile = profile.population
        self.frailty = np.cumsum(profile.frailty.shares)
        self.communities = communities
        self.rng = rng

    def found(self, residents: int, day: int) -> None:
        """Fill the borough."""
        number = round(residents / self.profile.persons_per_household)
        families = round(number * self.profile.family_share)
        singles = round((number - families) * self.profile.single_share)
        self.settle(FAMILY, families, day)
        self.settle(SINGLE, singles, day)
        self.settle(COUPLE, number - families - singles, day)

    def settle(self, kind: int, number: int, day: int, *, newcomers: bool = False) -> Ids:
        """Make `number` households of one kind, complete and housed."""
        if not number:
            return np.empty(0, dtype=np.int64)
        community = self.rng.choice(len(self.communities.shares), number, p=self.communities.shares)
        households = self.population.form(
            number,
            day,
            community=community,
            luck=self.rng.standard_normal(number),
            frailty=np.searchsorted(self.frailty, self.rng.random(number)).clip(0, 2),
        )
        if kind == FAMILY:
            self._family(households, community, day, newcomers=newcomers)
        else:
            self._childless(households, community, day, couple=kind == COUPLE, newcomers=newcomers)
        self.housing.house(self.population, households, self._sectors(kind, number), day)
        return households

    def _sectors(self, kind: int, number: int) -> npt.NDArray[np.int64]:
        shares = {FAMILY: (0.26, 0.50, 0.235, 0.005), COUPLE: (0.40, 0.22, 0.34, 0.04), SINGLE: (0.20, 0.38, 0.26, 0.16)}
        return self.rng.choice((OWNER, SOCIAL, PRIVATE, SHARED), number, p=shares[kind])

    def _person(self, birth: npt.NDArray, sex: npt.ArrayLike, community: npt.NDArray, day: int, **more: object) -> Ids:
        return self.population.people.add(
            len(birth), birth=birth, sex=sex, community=community, arrived=np.maximum(birth, day), **more
        )

    def _adult_ages(self, number: int, *, newcomers: bool) -> npt.NDArray[np.float64]:
        """Draw ages of adults without children at home: mostly young, the old stay."""
        young = 20 + 15 * self.rng.beta(1.6, 1.4, number)
        middle = 35 + 25 * self.rng.random(number)
        old = 60 + 30 * self.rng.beta(1.0, 1.8, number)
        which = self.rng.choice(3, number, p=(0.82, 0.16, 0.02) if newcomers else (0.42, 0.37, 0.21))
        return np.choose(which, (young, middle, old))

    def _childless(self, households: Ids, community: npt.NDArray, day: int, *, couple: bool, newcomers: bool) -> None:
        number = len(households)
        age = self._adult_ages(number, newcomers=newcomers)
        sex = (self.rng.random(number) < 0.5).astype(np.int8) if not couple else np.zeros(number, dtype=np.int8)
        first = self._person((day - age * YEAR).astype(np.int32), sex, community, day)
        self.population.settle(first, households, CARER, day)
        if couple:
            self.add_partner(households, first, community, day)

    def add_partner(self, households: Ids, carers: Ids, community: npt.NDArray, day: int) -> Ids:
        """Give each household a newly arrived second adult, in the age of the first; most couples are of one community."""
        number = len(households)
        birth = self.population.people["birth"][carers] - (self.rng.normal(1.5, 4.5, number) * YEAR).astype(np.int32)
        birth = np.minimum(birth, day - int(18.2 * YEAR))
        mixed = self.rng.random(number) < self.profile.mixed_couple_share
        other = self.rng.choice(len(self.communities.shares), number, p=self.communities.shares)
        sex = 1 - self.population.people["sex"][carers]
        partners = self._person(birth, sex, np.where(mixed, other, community), day)
        self.population.settle(partners, households, PARTNER, day)
        people = self.population.people
        for one, two in ((partners, carers), (carers, partners)):
            people["spouse"][one] = two
            people["spouse_since"][one] = day
        return partners

    def _family(self, households: Ids, community: npt.NDArray, day: int, *, newcomers: bool) -> None:
        number = len(households)
        large = self.communities.large[community]
        counts = np.where(
            large,
            1 + self.rng.choice(8, number, p=self.profile.large_family_children),
            1 + self.rng.choice(5, number, p=self.profile.children_per_family),
        )
        youngest = 17.9 * self.rng.beta(1.0, 1.6 if newcomers else 1.3, number)
        gaps = 1.2 + self.rng.gamma(2.0, np.where(large, 0.5, 0.95)[:, None], (number, CHILDREN))
        ages = youngest[:, None] + np.cumsum(gaps, axis=1) - gaps[:, :1]
        exists = np.arange(CHILDREN) < counts[:, None]
        oldest = np.where(exists, ages, 0).max(axis=1)
        mother_age = oldest + 17.5 + 17 * self.rng.beta(1.7, 2.0, number)
        lone = self.rng.random(number) < self.profile.lone_parent_share * np.where(large, 0.55, 1.06)
        lone_father = lone & (self.rng.random(number) < 0.12)
        mothers = self._person((day - mother_age * YEAR).astype(np.int32), lone_father.astype(np.int8), community, day)
        self.population.settle(mothers, households, CARER, day)
        fathers = np.full(number, NOBODY)
        pairs = np.flatnonzero(~lone)
        fathers[pairs] = self.add_partner(households[pairs], mothers[pairs], community[pairs], day)
        self.population.households["young_parent"][households] = mother_age - oldest < 21
        where, column = np.nonzero(exists)
        self._children(households, where, ages[where, column], mothers, fathers, lone_father, day)
        self._grandparents(households, mother_age, community, day)

    def _children(self, households: Ids, where: Ids, ages: npt.NDArray, mothers: Ids, fathers: Ids, swapped: npt.NDArray, day: int) -> None:
        mother, father = mothers[where], fathers[where]
        father = np.where(swapped[where], mother, father)
        mother = np.where(swapped[where], NOBODY, mother)
        children = self.born((day - ages * YEAR).astype(np.int32), mother, father, day)
        grown = ages >= ADULT_AGE
        stays = ~grown | (self.rng.random(len(ages)) < 0.45 * (ages < 30))
        for role, chosen in ((CHILD, ~grown), (OTHER_ADULT, grown & stays)):
            self._one_by_one(children[chosen], households[where[chosen]], role, day)
        self.population.people["left"][children[grown & ~stays]] = day

    def _one_by_one(self, persons: Ids, households: Ids, role: int, day: int) -> None:
        """Settle several people of one household in rounds of one each."""
        while len(persons):
            _, first = np.unique(households, return_index=True)
            self.population.settle(persons[first], households[first], role, day)
            rest = np.ones(len(persons), dtype=bool)
            rest[first] = False
            persons, households = persons[rest], households[rest]

    def born(self, birth: npt.NDArray, mother: npt.NDArray, father: npt.NDArray, day: int) -> Ids:
        """Add children with what they bring: sex, disability, special educational needs, and their parents' community."""
        number = len(birth)
        people = self.population.people
        parent = np.where((mother == NOBODY) | ((father != NOBODY) & (self.rng.random(number) < 0.35)), father, mother)
        disabled = self.rng.random(number) < 0.055
        send = np.searchsorted(
            np.array([0.82, 0.955]) , self.rng.random(number) + np.where(disabled, 0.35, 0.0)
        ).astype(np.int8)
        return self._person(
            birth.astype(np.int32),
            (self.rng.random(number) < 0.512).astype(np.int8),
            people["community"][parent],
            day,
            mother=mother,
            father=father,
            disabled=disabled,
            send=send,
        )

    def _grandparents(self, households: Ids, mother_age: npt.NDArray, community: npt.NDArray, day: int) -> None:
        joins = np.flatnonzero(self.rng.random(len(households)) < self.profile.grandparent_share)
        self.add_grandparent(households[joins], mother_age[joins], community[joins], day)

    def add_grandparent(self, households: Ids, carer_age: npt.NDArray, community: npt.NDArray, day: int) -> None:
        """Let a grandmother or grandfather live with each family."""
        age = carer_age + 20 + 15 * self.rng.random(len(households))
        elders = self._person(
            (day - np.minimum(age, 92) * YEAR).astype(np.int32),
            (self.rng.random(len(households)) < 0.25).astype(np.int8),
            community,
            day,
        )
        self.population.settle(elders, households, OTHER_ADULT, day)
