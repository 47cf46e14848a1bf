"""The borough on its first day: households of the kinds that live in it, and newcomers of the same kinds later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import YEAR
from csps.synthetic.lives.housing import OWNER, PRIVATE, SHARED, SOCIAL
from csps.synthetic.lives.population import ADULT_AGE, CARER, CHILD, CHILDREN, NOBODY, OTHER_ADULT, PARTNER

if TYPE_CHECKING:
    from csps.synthetic.lives.housing import Housing
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Column, Ids
    from csps.synthetic.profile import Profile

SINGLE, COUPLE, FAMILY = range(3)
SECTOR_SHARES = {  # of households of each kind: owner, social, private, shared
    FAMILY: (0.26, 0.50, 0.235, 0.005),
    COUPLE: (0.40, 0.22, 0.34, 0.04),
    SINGLE: (0.20, 0.38, 0.26, 0.16),
}
AGE_SHARES = (0.42, 0.37, 0.21)  # of adults without children at home: young, middle, old
NEWCOMER_AGE_SHARES = (0.82, 0.16, 0.02)
LONE_WHERE_LARGE, LONE_ELSEWHERE = 0.55, 1.06  # times the share of lone parents, by the custom of large families
LONE_FATHERS = 0.12  # of lone parents
YOUNG_MOTHER_BELOW = 21  # at her first birth
GROWN_STAY, GROWN_STAY_BELOW = 0.45, 30  # share of grown children still at home, below this age
MOST_GROWN = 2  # at home; a place is left for a grandparent
OLDEST = 92  # of grandparents who live with a family
DISABLED = 0.055  # of children
NO_SEND, SEND_SUPPORT = 0.82, 0.955  # cumulative shares of children: no special needs, support; the rest has a plan
SEND_OF_DISABLED = 0.35  # how far disability moves a child along that scale
BOYS = 0.512


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
    """Makes households of each kind, with people in them and a place to live, and ends them.

    Args:
        population: everyone.
        housing: their places.
        profile: what households are like.
        communities: which there are.
        rng: the stream of this part of the borough.
    """

    def __init__(
        self,
        population: Population,
        housing: Housing,
        profile: Profile,
        communities: Communities,
        rng: np.random.Generator,
    ) -> None:
        self.communities = communities
        self._population = population
        self._housing = housing
        self._shares = profile.population
        self._frailty = np.cumsum(profile.frailty.shares)
        self._rng = rng

    # --- households -----------------------------------------------------------------------------------------------
    def found(self, residents: int, day: int) -> None:
        """Fill the borough."""
        number = round(residents / self._shares.persons_per_household)
        families = round(number * self._shares.family_share)
        singles = round((number - families) * self._shares.single_share)
        for kind, size in ((FAMILY, families), (SINGLE, singles), (COUPLE, number - families - singles)):
            self.settle(kind, np.full(size, day))

    def kinds(self, households: Ids) -> Ids:
        """Tell what kind each household is: SINGLE, COUPLE or FAMILY."""
        families = self._population.child_count(households) > 0
        couples = self._population.partners(households) != NOBODY
        return np.where(families, FAMILY, np.where(couples, COUPLE, SINGLE))

    def settle(self, kind: int, days: Ids, *, newcomers: bool = False) -> Ids:
        """Make a household of one kind on each of the given days, complete and housed."""
        if not len(days):
            return np.empty(0, dtype=np.int64)
        community = self._rng.choice(len(self.communities.shares), len(days), p=self.communities.shares)
        households = self.form(days, community)
        if kind == FAMILY:
            self._family(households, community, days, newcomers=newcomers)
        else:
            self._childless(households, community, days, couple=kind == COUPLE, newcomers=newcomers)
        sectors = self._rng.choice((OWNER, SOCIAL, PRIVATE, SHARED), len(days), p=SECTOR_SHARES[kind])
        self._housing.house(households, sectors, days)
        return households

    def form(self, days: Ids, community: Column) -> Ids:
        """Make empty households, with the luck and frailty that stay with them."""
        number = len(days)
        luck = self._rng.standard_normal(number)
        frailty = np.searchsorted(self._frailty, self._rng.random(number)).clip(0, len(self._frailty) - 1)
        return self._population.form(number, days, community=community, luck=luck, frailty=frailty)

    def end(self, households: Ids, days: Ids) -> None:
        """End households and give up their places; whoever is still there leaves the borough."""
        self._housing.release(households, days)
        self._population.dissolve(households, days)

    # --- adults ---------------------------------------------------------------------------------------------------
    def _person(self, birth: Column, sex: npt.ArrayLike, community: Column, days: Ids, **more: npt.ArrayLike) -> Ids:
        birth = birth.astype(np.int32)
        return self._population.people.add(
            len(birth), birth=birth, sex=sex, community=community, arrived=np.maximum(birth, days), **more
        )

    def _adult_ages(self, number: int, *, newcomers: bool) -> Column:
        """Draw ages of adults without children at home: newcomers are young."""
        young = 20 + 15 * self._rng.beta(1.6, 1.4, number)
        middle = 35 + 25 * self._rng.random(number)
        old = 60 + 30 * self._rng.beta(1.0, 1.8, number)
        which = self._rng.choice(3, number, p=NEWCOMER_AGE_SHARES if newcomers else AGE_SHARES)
        return np.choose(which, (young, middle, old))

    def _childless(self, households: Ids, community: Column, days: Ids, *, couple: bool, newcomers: bool) -> None:
        number = len(households)
        age = self._adult_ages(number, newcomers=newcomers)
        sex = np.zeros(number) if couple else self._rng.random(number) < 0.5
        first = self._person(days - age * YEAR, sex, community, days)
        self._population.settle(first, households, CARER, days)
        if couple:
            self.add_partner(households, first, community, days)

    def add_partner(self, households: Ids, carers: Ids, community: Column, days: Ids) -> Ids:
        """Give each household a newly arrived second adult, in the age of the first; most couples are of one community."""
        number, people = len(households), self._population.people
        birth = people["birth"][carers] - (self._rng.normal(1.5, 4.5, number) * YEAR).astype(np.int32)
        birth = np.minimum(birth, days - int((ADULT_AGE + 0.2) * YEAR))
        mixed = self._rng.random(number) < self._shares.mixed_couple_share
        other = self._rng.choice(len(self.communities.shares), number, p=self.communities.shares)
        partners = self._person(birth, 1 - people["sex"][carers], np.where(mixed, other, community), days)
        self._population.settle(partners, households, PARTNER, days)
        self.pair(partners, carers, days)
        return partners

    def pair(self, one: Ids, other: Ids, days: Ids) -> None:
        """Remember who is whose partner."""
        people = self._population.people
        for these, those in ((one, other), (other, one)):
            people["spouse"][these] = those
            people["spouse_since"][these] = days

    def add_grandparent(self, households: Ids, carer_age: Column, community: Column, days: Ids) -> None:
        """Let a grandmother or grandfather live with each family."""
        number = len(households)
        age = np.minimum(carer_age + 20 + 15 * self._rng.random(number), OLDEST)
        elders = self._person(days - age * YEAR, self._rng.random(number) < 0.25, community, days)
        self._population.settle(elders, households, OTHER_ADULT, days)

    # --- families -------------------------------------------------------------------------------------------------
    def _family(self, households: Ids, community: Column, days: Ids, *, newcomers: bool) -> None:
        number, large = len(households), self.communities.large[community]
        ages = self._childrens_ages(large, newcomers=newcomers)
        oldest = np.nanmax(ages, axis=1)
        age = oldest + 17.5 + 17 * self._rng.beta(1.7, 2.0, number)
        by_custom = np.where(large, LONE_WHERE_LARGE, LONE_ELSEWHERE)
        lone = self._rng.random(number) < self._shares.lone_parent_share * by_custom
        lone_father = lone & (self._rng.random(number) < LONE_FATHERS)
        carer = self._person(days - age * YEAR, lone_father, community, days)
        self._population.settle(carer, households, CARER, days)
        pair = np.flatnonzero(~lone)
        mother, father = np.where(lone_father, NOBODY, carer), np.where(lone_father, carer, NOBODY)
        father[pair] = self.add_partner(households[pair], carer[pair], community[pair], days[pair])
        self._population.households["young_parent"][households] = age - oldest < YOUNG_MOTHER_BELOW
        apart = np.flatnonzero(lone & ~lone_father & (self._rng.random(number) < self._shares.father_nearby_share))
        father[apart], second = self._father_nearby(carer[apart], community[apart], days[apart])
        self._children(households, ages, (mother, father), days)
        where, children = self._population.children_of(households[apart])
        self._population.second_home(children, second[where], days[apart][where])
        joins = np.flatnonzero(self._rng.random(number) < self._shares.grandparent_share)
        self.add_grandparent(households[joins], age[joins], community[joins], days[joins])

    def _father_nearby(self, mothers: Ids, community: Column, days: Ids) -> tuple[Ids, Ids]:
        """Give the fathers of families who live elsewhere in the borough, and their households."""
        number = len(mothers)
        birth = self._population.people["birth"][mothers] - (self._rng.normal(2.0, 4.0, number) * YEAR).astype(np.int32)
        fathers = self._person(np.minimum(birth, days - int(ADULT_AGE * YEAR) - 90), np.ones(number), community, days)
        homes = self.form(days, community)
        self._population.settle(fathers, homes, CARER, days)
        sectors = self._rng.choice((OWNER, SOCIAL, PRIVATE, SHARED), number, p=SECTOR_SHARES[SINGLE])
        self._housing.house(homes, sectors, days)
        return fathers, homes

    def _childrens_ages(self, large: npt.NDArray[np.bool_], *, newcomers: bool) -> Column:
        """Draw the ages of each family's children, youngest first: (n, CHILDREN), NaN where there is none."""
        number = len(large)
        counts = np.where(
            large,
            1 + self._rng.choice(8, number, p=self._shares.large_family_children),
            1 + self._rng.choice(5, number, p=self._shares.children_per_family),
        )
        youngest = 17.9 * self._rng.beta(1.0, 1.6 if newcomers else 1.3, number)
        gaps = 1.2 + self._rng.gamma(2.0, np.where(large, 0.5, 0.95)[:, None], (number, CHILDREN))
        ages = youngest[:, None] + np.cumsum(gaps, axis=1) - gaps[:, :1]
        return np.where(np.arange(CHILDREN) < counts[:, None], ages, np.nan)

    def _children(self, households: Ids, ages: Column, parents: tuple[Ids, Ids], days: Ids) -> None:
        """Add the children of families; of those who are grown some live at home still."""
        at_home = (ages >= ADULT_AGE) & (self._rng.random(ages.shape) < GROWN_STAY * (ages < GROWN_STAY_BELOW))
        at_home &= at_home.cumsum(axis=1) <= MOST_GROWN
        where, column = np.nonzero((ages < ADULT_AGE) | at_home)  # an age that is not a number is below nothing
        mother, father = (each[where] for each in parents)
        age, day = ages[where, column], days[where]
        children = self.born(day - age * YEAR, mother, father, day)
        grown = age >= ADULT_AGE
        for role, chosen in ((CHILD, ~grown), (OTHER_ADULT, grown)):
            self._population.settle_together(children[chosen], households[where[chosen]], role, day[chosen])

    def born(self, birth: Column, mother: Ids, father: Ids, days: Ids) -> Ids:
        """Add children with what they bring: sex, disability, special educational needs, and a parent's community."""
        number = len(birth)
        takes_after_father = (mother == NOBODY) | ((father != NOBODY) & (self._rng.random(number) < 0.35))
        parent = np.where(takes_after_father, father, mother)
        disabled = self._rng.random(number) < DISABLED
        need = self._rng.random(number) + np.where(disabled, SEND_OF_DISABLED, 0.0)
        return self._person(
            birth,
            self._rng.random(number) < BOYS,
            self._population.people["community"][parent],
            days,
            mother=mother,
            father=father,
            disabled=disabled,
            send=np.searchsorted((NO_SEND, SEND_SUPPORT), need),
        )
