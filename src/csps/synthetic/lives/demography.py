"""Births, deaths, meetings, partings and moves: the weekly life of households.

Every kind of event is drawn by thinning: as many households as the highest rate could strike are picked at random, and
each is kept in proportion to its own rate. A week therefore costs as much as happens in it, not as many people as live
in the borough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.circumstances import WEEKS_PER_YEAR
from csps.synthetic.lives.founding import COUPLE, FAMILY, SINGLE
from csps.synthetic.lives.housing import OWNER, PRIVATE, REFUGE, SHARED, SOCIAL, TEMPORARY
from csps.synthetic.lives.population import ADULT_AGE, CARER, CHILD, NOBODY, OTHER_ADULT, PARTNER, Population

if TYPE_CHECKING:
    from csps.synthetic.lives.circumstances import Circumstances
    from csps.synthetic.lives.founding import Settlers
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.profile import Profile

PREGNANCY_KNOWN = 28 * 7  # days before the birth at which a pregnancy enters the borough's life


class Demography:
    """Lives the weekly events of households.

    Args:
        settlers: makes newcomers, and holds the population and its housing.
        circumstances: to read conflict and housing insecurity.
        profile: the rates.
        rng: the stream of this part of the borough.
    """

    def __init__(
        self, settlers: Settlers, circumstances: Circumstances, profile: Profile, rng: np.random.Generator
    ) -> None:
        self.settlers = settlers
        self.population: Population = settlers.population
        self.housing = settlers.housing
        self.circumstances = circumstances
        self.rates = profile.demography
        self.people_rates = profile.population
        self.rng = rng
        self._active = np.empty(0, dtype=np.int64)
        self._wanted: npt.NDArray[np.int64] | None = None

    def week(self, day: int) -> None:
        """Live one week that begins on `day`."""
        self._active = self.population.active()
        if self._wanted is None:
            self._wanted = np.bincount(self._kinds(self._active), minlength=3)
            for ahead in range(0, PREGNANCY_KNOWN, 7):
                self._conceptions(day - ahead)
        day += int(self.rng.integers(7))
        self._births(day)
        self._conceptions(day)
        self._deaths(day)
        self._partings(day)
        self._meetings(day)
        self._leaving_home(day)
        self._moves(day)
        self._departures(day)
        self._arrivals(day)
        self.population.end_week(day)

    # --- picking ----------------------------------------------------------------------------------------------------
    def _struck(self, highest: float, rate_of: object) -> Ids:
        """Pick the active households that an event of at most `highest` per year strikes this week."""
        active = self._active
        number = int(self.rng.binomial(len(active), min(1.0, highest / WEEKS_PER_YEAR)))
        picked = np.unique(active[self.rng.integers(0, len(active), number)])
        picked = picked[self.population.households["active"][picked]]
        if not len(picked):
            return picked
        rates = rate_of(picked)  # type: ignore[operator]
        chosen: Ids = picked[self.rng.random(len(picked)) * highest < rates]
        return chosen

    def _kinds(self, households: Ids) -> npt.NDArray[np.int64]:
        families = self.population.child_count(households) > 0
        couples = self.population.partners(households) != NOBODY
        return np.where(families, FAMILY, np.where(couples, COUPLE, SINGLE))

    def _level(self, households: Ids, factor: str) -> npt.NDArray[np.int8]:
        return self.circumstances.level(self.population.households["joint"][households], factor)

    # --- children ---------------------------------------------------------------------------------------------------
    def _mothers(self, households: Ids) -> npt.NDArray[np.int64]:
        """Give the woman of each household who could bear a child, or NOBODY."""
        people = self.population.people
        first, second = self.population.carers(households), self.population.partners(households)
        woman = np.where(people["sex"][first] == 0, first, second)
        return np.where((woman != NOBODY) & (people["sex"][woman] == 0), woman, NOBODY)

    def _birth_rates(self, households: Ids, day: int) -> npt.NDArray[np.float64]:
        rates, people = self.rates, self.population.people
        mothers = self._mothers(households)
        age = np.where(mothers == NOBODY, 0.0, self.population.ages(mothers, day))
        count = self.population.child_count(households)
        children = self.population.households["children"][households]
        births = np.where(children == NOBODY, -(10**6), people["birth"][children])
        gap = (day - births.max(axis=1)) / 365.25
        partnered = self.population.partners(households) != NOBODY
        large = self.settlers.communities.large[self.population.households["community"][households]]
        after = np.asarray(rates.next_birth)[np.clip(count - 1, 0, 3)]
        after = np.where(large, rates.next_birth_large, after) * ((gap > 0.9) & (gap < 6.5))
        first = np.where(partnered, rates.first_birth * np.where(large, 6.0, 1.0), rates.single_birth)
        lone = np.where(partnered, after, rates.lone_birth * (gap > 0.9) * (gap < 8))
        fertile = (age > 18) & (age < 43) & (self.population.households["due"][households] == FOREVER)
        peak = np.exp(-(((age - 30.5) / 7.5) ** 2)) * 1.45
        return fertile * peak * np.where(count == 0, first, lone)

    def _conceptions(self, day: int) -> None:
        expecting = self._struck(0.6, lambda households: self._birth_rates(households, day))
        self.population.households["due"][expecting] = day + PREGNANCY_KNOWN
        self.population.mark(expecting)

    def _births(self, day: int) -> None:
        rows = self.population.households
        born = np.flatnonzero(rows["due"] <= day)
        rows["due"][born] = FOREVER
        born = born[rows["active"][born]]
        mothers = self._mothers(born)
        born, mothers = born[mothers != NOBODY], mothers[mothers != NOBODY]
        if not len(born):
            return
        carers, partners = self.population.carers(born), self.population.partners(born)
        fathers = np.where(mothers == carers, partners, carers)
        first = self.population.child_count(born) == 0
        young = self.population.ages(mothers, day) < 21
        rows["young_parent"][born] = np.where(first, young, rows["young_parent"][born])
        twins = self.rng.random(len(born)) < self.people_rates.twin_share
        for which in (np.ones(len(born), dtype=bool), twins):
            children = self.settlers.born(np.full(which.sum(), day), mothers[which], fathers[which], day)
            self.population.settle(children, born[which], CHILD, day)

    # --- deaths -----------------------------------------------------------------------------------------------------
    def _deaths(self, day: int) -> None:
        people = self.population.people
        number = int(self.rng.binomial(people.count, 0.5 / WEEKS_PER_YEAR))
        picked = np.unique(self.rng.integers(0, people.count, number))
        picked = picked[people["home"][picked] != NOBODY]
        age = self.population.ages(picked, day)
        rate = np.minimum(0.5, 0.00022 * np.exp(0.087 * np.maximum(age - 25, 0)) + 0.002 * (age < 1))
        dead = picked[self.rng.random(len(picked)) * 0.5 < rate]
        home = people["home"][dead].astype(np.int64)
        people["death"][dead] = day
        self.population.unsettle(dead, day)
        self.population.end_second_homes(dead, day)
        people["left"][dead] = day
        self.population.promote(np.unique(home))
        empty = np.unique(home)[self.population.carers(np.unique(home)) == NOBODY]
        self._end(empty, day)

    def _end(self, households: Ids, day: int) -> None:
        self.housing.release(self.population, households, day)
        self.population.dissolve(households, day)

    # --- partings and meetings ------------------------------------------------------------------------------------------
    def _parting_rates(self, households: Ids) -> npt.NDArray[np.float64]:
        couples = self.population.partners(households) != NOBODY
        by_conflict = np.asarray(self.rates.separation_by_conflict)
        return self.rates.separation * couples * by_conflict[self._level(households, "conflict")]

    def _partings(self, day: int) -> None:
        parting = self._struck(0.07, self._parting_rates)
        leavers = self.population.partners(parting).astype(np.int64)
        self.part(parting, leavers, day)

    def part(self, households: Ids, leavers: Ids, day: int, *, stay: float | None = None) -> None:
        """Let one adult of each household leave; who stays in the borough may keep the children part of the week."""
        stays = self.rng.random(len(leavers)) < (self.rates.stays_in_borough if stay is None else stay)
        self.population.leave_borough(leavers[~stays], day)
        leavers, households = leavers[stays], households[stays]
        self.population.unsettle(leavers, day)
        alone = self._new_single(leavers, day)
        shares = np.flatnonzero(self.rng.random(len(leavers)) < self.rates.shared_care)
        where, children = self.population.children_of(households[shares])
        parent = leavers[shares][where]
        people = self.population.people
        own = (people["mother"][children] == parent) | (people["father"][children] == parent)
        self.population.second_home(children[own].astype(np.int64), alone[shares][where][own], day)

    def _new_single(self, persons: Ids, day: int) -> Ids:
        """Give each person a household of their own, with the circumstances of those who live alone."""
        population = self.population
        number = len(persons)
        home = population.form(
            number,
            day,
            community=population.people["community"][persons],
            luck=self.rng.standard_normal(number),
            frailty=np.searchsorted(self.settlers.frailty, self.rng.random(number)).clip(0, 2),
        )
        population.settle(persons, home, CARER, day)
        sectors = self.rng.choice((OWNER, SOCIAL, PRIVATE, SHARED), number, p=(0.1, 0.25, 0.4, 0.25))
        self.housing.house(population, home, sectors, day)
        return home

    def _meetings(self, day: int) -> None:
        """New partners: for lone parents, and for singles."""
        kinds_rate = np.array([self.rates.couple_forms, 0.0, self.rates.new_partner])

        def rate(households: Ids) -> npt.NDArray[np.float64]:
            age = self.population.ages(self.population.carers(households), day)
            alone = self.population.partners(households) == NOBODY
            return kinds_rate[self._kinds(households)] * alone * ((age > 20) & (age < 48))

        meeting = self._struck(0.08, rate)
        local = self.rng.random(len(meeting)) < self.rates.new_partner_from_borough
        self._newcomer_partner(meeting[~local], day)
        self._local_partner(meeting[local], day)

    def _newcomer_partner(self, households: Ids, day: int) -> None:
        if len(households):
            carers = self.population.carers(households).astype(np.int64)
            self.settlers.add_partner(households, carers, self.population.households["community"][households], day)

    def _local_partner(self, households: Ids, day: int) -> None:
        """Let a single adult of the borough move in, and the household they leave end."""
        if not len(households):
            return
        picked = np.unique(self._active[self.rng.integers(0, len(self._active), 12 * len(households))])
        picked = picked[self.population.households["active"][picked] & ~np.isin(picked, households)]
        single = picked[self._kinds(picked) == SINGLE]
        persons = self.population.carers(single).astype(np.int64)
        age = self.population.ages(persons, day)
        single, persons = single[(age > 20) & (age < 50)], persons[(age > 20) & (age < 50)]
        people = self.population.people
        taken: set[int] = set()
        order = self.rng.permutation(len(single))
        for household in households.tolist():
            carer = int(self.population.carers(np.array([household]))[0])
            for candidate in order.tolist():
                person = int(persons[candidate])
                if candidate in taken or people["sex"][person] == people["sex"][carer]:
                    continue
                if abs(int(people["birth"][person]) - int(people["birth"][carer])) > 10 * 365:
                    continue
                taken.add(candidate)
                self._move_in(person, int(single[candidate]), household, day)
                break

    def _move_in(self, person: int, old: int, new: int, day: int) -> None:
        people = self.population.people
        mover = np.array([person])
        self.population.unsettle(mover, day)
        self.population.settle(mover, np.array([new]), PARTNER, day)
        carer = self.population.carers(np.array([new])).astype(np.int64)
        for one, two in ((mover, carer), (carer, mover)):
            people["spouse"][one] = two
            people["spouse_since"][one] = day
        self._end(np.array([old]), day)

    # --- leaving home, moving, going and coming ------------------------------------------------------------------------
    def _leaving_home(self, day: int) -> None:
        """Children who turn 18 become adults of the household; grown ones leave home at a rate."""
        people, rows = self.population.people, self.population.households
        at_home = rows["children"]
        where, column = np.nonzero(at_home != NOBODY)
        persons = at_home[where, column]
        of_age = persons[day - people["birth"][persons] >= ADULT_AGE * 365.25].astype(np.int64)
        home = people["home"][of_age].astype(np.int64)
        self.population.end_second_homes(of_age, day)
        self.population.unsettle(of_age, day)
        self.settlers._one_by_one(of_age, home, OTHER_ADULT, day)  # noqa: SLF001 - one family of classes
        struck = self._struck(self.rates.leaves_home, lambda households: np.full(len(households), self.rates.leaves_home))
        others = rows["adults"][struck, 2]
        grown = others[others != NOBODY].astype(np.int64)
        grown = grown[self.population.ages(grown, day) < 36]
        local = self.rng.random(len(grown)) < self.rates.leaves_for_borough
        self.population.leave_borough(grown[~local], day)
        self.population.unsettle(grown[local], day)
        self._new_single(grown[local], day)

    def _move_rates(self, households: Ids) -> npt.NDArray[np.float64]:
        rates = self.rates
        owner, social, private = rates.move_by_tenure
        by_sector = np.array([owner, social, private, private * 1.6, rates.leaves_temporary, rates.leaves_refuge])
        insecure = self._level(households, "housing") == 1
        sector = self.housing.sector_of(self.population, households)
        return by_sector[sector] * np.where(insecure & (sector < TEMPORARY), rates.move_when_insecure, 1.0)

    def _moves(self, day: int) -> None:
        moving = self._struck(self.rates.leaves_refuge, self._move_rates)
        sector = self.housing.sector_of(self.population, moving)
        draw = self.rng.random(len(moving))
        to_social = np.where(sector >= TEMPORARY, 0.6, np.where(sector == SOCIAL, 0.8, 0.08))
        to = np.where(draw < to_social, SOCIAL, np.where(sector == OWNER, OWNER, PRIVATE))
        self.housing.house(self.population, moving, to, day)

    def _out_rates(self, households: Ids) -> npt.NDArray[np.float64]:
        by_kind = np.array([self.rates.out_single, self.rates.out_couple, self.rates.out_family])
        return by_kind[self._kinds(households)] * np.where(
            self.housing.sector_of(self.population, households) == SOCIAL, 0.45, 1.25
        )

    def _departures(self, day: int) -> None:
        self._end(self._struck(0.2, self._out_rates), day)

    def _arrivals(self, day: int) -> None:
        """Let newcomers fill what is missing of each kind of household, and a few grandparents join."""
        assert self._wanted is not None
        present = np.bincount(self._kinds(self.population.active()), minlength=3)
        missing = np.maximum(self._wanted - present, 0)
        for kind in (SINGLE, COUPLE, FAMILY):
            number = int(self.rng.poisson(0.5 * missing[kind]))
            self.settlers.settle(kind, number, day, newcomers=True)
        joins = self._struck(self.rates.grandparent_joins, lambda households: np.full(len(households), self.rates.grandparent_joins))
        joins = joins[self._kinds(joins) == FAMILY]
        age = self.population.ages(self.population.carers(joins), day)
        self.settlers.add_grandparent(joins, age, self.population.households["community"][joins], day)

    # --- moves that agencies bring about ---------------------------------------------------------------------------------
    def to_temporary(self, households: Ids, day: int) -> None:
        """House homeless families in temporary accommodation, as far as there are places."""
        self._rehouse(households, TEMPORARY, day)

    def to_refuge(self, households: Ids, day: int) -> None:
        """Let a parent flee with the children; the partner stays behind alone, without the children."""
        households = households[: self.housing.vacant(REFUGE)]
        leavers = self.population.partners(households).astype(np.int64)
        there = leavers != NOBODY
        self.part(households[there], leavers[there], day, stay=0.0)
        self._rehouse(households, REFUGE, day)

    def _rehouse(self, households: Ids, sector: int, day: int) -> None:
        rows = self.population.households
        households = households[rows["active"][households]][: self.housing.vacant(sector)]
        self.housing.house(self.population, households, np.full(len(households), sector), day)
