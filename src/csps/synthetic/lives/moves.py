"""Leaving home, moving house, going away and coming; and the moves that agencies bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import YEAR
from csps.synthetic.lives.founding import COUPLE, FAMILY, SINGLE
from csps.synthetic.lives.housing import OWNER, PRIVATE, REFUGE, SOCIAL, TEMPORARY
from csps.synthetic.lives.population import ADULT_AGE, ADULTS, FIRST_OTHER_ADULT, NOBODY, OTHER_ADULT

if TYPE_CHECKING:
    from csps.synthetic.lives.partnerships import Partnerships
    from csps.synthetic.lives.registers import Flags, Ids
    from csps.synthetic.lives.setting import Setting
    from csps.synthetic.lives.week import Week

LEAVES_HOME_BELOW = 36  # older ones who live with a family stay with it
SHARED_HOUSES_MOVE = 1.6  # times as often as private tenants
TO_SOCIAL = {"placed": 0.6, "social": 0.8, "other": 0.08}  # share of moves into social housing, by where one lives
SOCIAL_STAY, OTHERS_GO = 0.45, 1.25  # times the rate of leaving the borough
ARRIVALS_MAKE_UP = 0.5  # of what is missing of each kind of household, in a week


class Moves:
    """Moves people and households in, out and within.

    Args:
        setting: people, places and assumptions.
        partnerships: to let people live alone, and to let couples part on the way to a refuge.
    """

    def __init__(self, setting: Setting, partnerships: Partnerships) -> None:
        self._setting = setting
        self._population = setting.population
        self._housing = setting.housing
        self._settlers = setting.settlers
        self._partnerships = partnerships
        rates = self._rates = setting.rates
        self._rng = setting.rng
        owner, social, private = rates.move_by_tenure
        shared = private * SHARED_HOUSES_MOVE
        self._by_sector = np.array([owner, social, private, shared, rates.leaves_temporary, rates.leaves_refuge])
        self._by_kind = np.array([rates.out_single, rates.out_couple, rates.out_family])
        self._wanted = np.empty(0, dtype=np.int64)

    def begin(self) -> None:
        """Remember how many households of each kind there are, so that as many are kept."""
        self._wanted = self._count_kinds()

    def _count_kinds(self) -> Ids:
        return np.bincount(self._settlers.kinds(self._population.active()), minlength=3)

    # --- leaving home ---------------------------------------------------------------------------------------------
    def come_of_age(self, week: Week) -> None:
        """Let children who turn 18 become adults of the household."""
        people, at_home = self._population.people, self._population.households["children"]
        home, column = np.nonzero(at_home != NOBODY)
        persons = at_home[home, column].astype(np.int64)
        of_age = week.day(home) - people["birth"][persons] >= ADULT_AGE * YEAR
        persons, home = persons[of_age], home[of_age]
        days = week.day(home)
        self._population.end_second_homes(persons, days)
        self._population.unsettle(persons, days)
        self._population.settle_together(persons, home, OTHER_ADULT, days)

    def leave_home(self, week: Week) -> None:
        """Let grown children leave home, for a household of their own or for another place."""
        most = ADULTS - FIRST_OTHER_ADULT
        struck = week.struck(
            most * self._rates.leaves_home, lambda some: self._rates.leaves_home * self._grown(some, week).sum(axis=1)
        )
        grown = self._grown(struck, week)
        column = (grown * self._rng.random(grown.shape)).argmax(axis=1) + FIRST_OTHER_ADULT
        days = week.day(struck)
        grown = self._population.households["adults"][struck, column].astype(np.int64)
        local = self._rng.random(len(grown)) < self._rates.leaves_for_borough
        self._population.leave_borough(grown[~local], days[~local])
        self._population.unsettle(grown[local], days[local])
        self._partnerships.live_alone(grown[local], days[local])

    def _grown(self, households: Ids, week: Week) -> Flags:
        """Tell which of the other adults of each household might leave home: (n, places)."""
        others = self._population.households["adults"][households, FIRST_OTHER_ADULT:]
        ages = self._population.ages(others, week.day(households)[:, None])
        young: Flags = (others != NOBODY) & (ages < LEAVES_HOME_BELOW)
        return young

    # --- moving house ---------------------------------------------------------------------------------------------
    def move_house(self, week: Week) -> None:
        """Let households move within the borough."""
        moving = week.struck(max(self._by_sector) * max(1.0, self._rates.move_when_insecure), self._moving_rates)
        sector = self._housing.sector_of(moving)
        draw = self._rng.random(len(moving))
        other = np.where(sector == SOCIAL, TO_SOCIAL["social"], TO_SOCIAL["other"])
        to_social = np.where(sector >= TEMPORARY, TO_SOCIAL["placed"], other)
        to = np.where(draw < to_social, SOCIAL, np.where(sector == OWNER, OWNER, PRIVATE))
        self._housing.house(moving, to, week.day(moving))

    def _moving_rates(self, households: Ids) -> npt.NDArray[np.float64]:
        sector = self._housing.sector_of(households)
        insecure = (self._setting.level(households, "housing") == 1) & (sector < TEMPORARY)
        rate: npt.NDArray[np.float64] = self._by_sector[sector] * np.where(
            insecure, self._rates.move_when_insecure, 1.0
        )
        return rate

    # --- going and coming -----------------------------------------------------------------------------------------
    def depart(self, week: Week) -> None:
        """Let households leave the borough."""
        leaving = week.struck(max(self._by_kind) * OTHERS_GO, self._departure_rates)
        self._settlers.end(leaving, week.day(leaving))

    def _departure_rates(self, households: Ids) -> npt.NDArray[np.float64]:
        social = self._housing.sector_of(households) == SOCIAL
        rate: npt.NDArray[np.float64] = self._by_kind[self._settlers.kinds(households)] * np.where(
            social, SOCIAL_STAY, OTHERS_GO
        )
        return rate

    def arrive(self, week: Week) -> None:
        """Let newcomers fill what is missing of each kind of household, and a few grandparents join."""
        missing = np.maximum(self._wanted - self._count_kinds(), 0)
        for kind in (SINGLE, COUPLE, FAMILY):
            number = int(self._rng.poisson(ARRIVALS_MAKE_UP * missing[kind]))
            self._settlers.settle(kind, week.some_days(number), newcomers=True)
        joined = week.struck(self._rates.grandparent_joins, self._rates.grandparent_joins)
        joined = joined[self._settlers.kinds(joined) == FAMILY]
        age = week.ages(self._population.carers(joined), joined)
        community = self._population.households["community"][joined]
        self._settlers.add_grandparent(joined, age, community, week.day(joined))

    # --- moves that agencies bring about --------------------------------------------------------------------------
    def to_temporary(self, households: Ids, days: Ids) -> None:
        """House homeless families in temporary accommodation, as far as there are places."""
        self._rehouse(households, TEMPORARY, days)

    def to_refuge(self, households: Ids, days: Ids) -> None:
        """Let a parent flee with the children and give up their home.

        The partner they flee from goes too, and out of the borough: nobody here follows who he was to them.
        """
        room = self._housing.vacant(REFUGE)
        households, days = households[:room], days[:room]
        leavers = self._population.partners(households)
        there = leavers != NOBODY
        self._partnerships.part(households[there], leavers[there], days[there], stay=0.0)
        self._rehouse(households, REFUGE, days)

    def _rehouse(self, households: Ids, sector: int, days: Ids) -> None:
        here = np.flatnonzero(self._population.households["active"][households])[: self._housing.vacant(sector)]
        self._housing.house(households[here], np.full(len(here), sector), days[here])
