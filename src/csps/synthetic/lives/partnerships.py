"""Adults part and meet: who moves out, who keeps the children part of the week, who moves in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.founding import SINGLE
from csps.synthetic.lives.housing import OWNER, PRIVATE, SHARED, SOCIAL
from csps.synthetic.lives.population import CARER, NOBODY, PARTNER

if TYPE_CHECKING:
    from csps.synthetic.lives.registers import Flags, Ids
    from csps.synthetic.lives.setting import Setting
    from csps.synthetic.lives.week import Week

MEETING_AGES = (20, 48)
MOVING_IN_AGES = (20, 50)
AGES_APART = 10 * 365  # days: most couples are of about one age
ASKED_PER_MEETING = 12  # households looked at for each that could meet a single adult of the borough
LONE_SECTORS = {OWNER: 0.1, SOCIAL: 0.25, PRIVATE: 0.4, SHARED: 0.25}


class Partnerships:
    """Lets couples part and adults meet."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._population = setting.population
        self._settlers = setting.settlers
        self._rates = setting.rates
        self._rng = setting.rng

    # --- partings -------------------------------------------------------------------------------------------------
    def part_some(self, week: Week) -> None:
        """Let couples part, more of them where there is conflict."""
        highest = self._rates.separation * max(self._rates.separation_by_conflict)
        parting = week.struck(highest, self._parting_rates)
        self.part(parting, self._population.partners(parting), week.day(parting), stay=self._rates.stays_in_borough)

    def _parting_rates(self, households: Ids) -> npt.NDArray[np.float64]:
        couples = self._population.partners(households) != NOBODY
        by_conflict = np.asarray(self._rates.separation_by_conflict)
        rate: npt.NDArray[np.float64] = (
            self._rates.separation * couples * by_conflict[self._setting.level(households, "conflict")]
        )
        return rate

    def part(self, households: Ids, leavers: Ids, days: Ids, *, stay: float) -> None:
        """Let one adult of each household leave; who stays in the borough may keep the children part of the week."""
        stays = self._rng.random(len(leavers)) < stay
        self._population.leave_borough(leavers[~stays], days[~stays])
        leavers, households, days = leavers[stays], households[stays], days[stays]
        self._population.unsettle(leavers, days)
        alone = self.live_alone(leavers, days)
        shares = np.flatnonzero(self._rng.random(len(leavers)) < self._rates.shared_care)
        where, children = self._population.children_of(households[shares])
        which = shares[where]
        people = self._population.people
        own = (people["mother"][children] == leavers[which]) | (people["father"][children] == leavers[which])
        self._population.second_home(children[own], alone[which][own], days[which][own])

    def live_alone(self, persons: Ids, days: Ids) -> Ids:
        """Give each person a household of their own, and its number."""
        home = self._settlers.form(days, self._population.people["community"][persons])
        self._population.settle(persons, home, CARER, days)
        sectors = self._rng.choice(list(LONE_SECTORS), len(persons), p=list(LONE_SECTORS.values()))
        self._setting.housing.house(home, sectors, days)
        return home

    # --- meetings -------------------------------------------------------------------------------------------------
    def meet_some(self, week: Week) -> None:
        """Let lone parents and singles find new partners, from the borough or from elsewhere."""
        highest = max(self._rates.couple_forms, self._rates.new_partner)
        meeting = week.struck(highest, lambda households: self._meeting_rates(households, week))
        local = self._rng.random(len(meeting)) < self._rates.new_partner_from_borough
        newcomers, meeting = meeting[~local], meeting[local]
        if len(newcomers):
            community = self._population.households["community"][newcomers]
            self._settlers.add_partner(newcomers, self._population.carers(newcomers), community, week.day(newcomers))
        if len(meeting):
            self._meet_locals(meeting, week)

    def _meeting_rates(self, households: Ids, week: Week) -> npt.NDArray[np.float64]:
        by_kind = np.array([self._rates.couple_forms, 0.0, self._rates.new_partner])
        age = week.ages(self._population.carers(households), households)
        alone = self._population.partners(households) == NOBODY
        young = (age > MEETING_AGES[0]) & (age < MEETING_AGES[1])
        rate: npt.NDArray[np.float64] = by_kind[self._settlers.kinds(households)] * alone * young
        return rate

    def _meet_locals(self, households: Ids, week: Week) -> None:
        """Let a single adult of the borough move in with each, and the household they leave end."""
        people = self._population.people
        single, persons = self._singles(households, week)
        order = self._rng.permutation(len(single))
        single, persons = single[order], persons[order]
        free = np.ones(len(persons), dtype=bool)
        for household, carer in zip(households, self._population.carers(households), strict=True):
            near = np.abs(people["birth"][persons].astype(np.int64) - people["birth"][carer]) <= AGES_APART
            other_sex = people["sex"][persons] != people["sex"][carer]
            suits = np.flatnonzero(free & near & other_sex & ~self._siblings(persons, carer))
            if len(suits):
                free[suits[0]] = False
                self._move_in(persons[suits[:1]], single[suits[:1]], np.array([household]), week)

    def _siblings(self, persons: Ids, carer: int) -> Flags:
        people = self._population.people
        siblings = np.zeros(len(persons), dtype=bool)
        for parent in ("mother", "father"):
            siblings |= (people[parent][persons] == people[parent][carer]) & (people[parent][carer] != NOBODY)
        return siblings

    def _singles(self, but: Ids, week: Week) -> tuple[Ids, Ids]:
        """Look for adults who live without a partner or children: their households, and they themselves."""
        asked = np.unique(week.active[self._rng.integers(0, len(week.active), ASKED_PER_MEETING * len(but))])
        asked = asked[self._population.households["active"][asked] & ~np.isin(asked, but)]
        single = asked[self._settlers.kinds(asked) == SINGLE]
        persons = self._population.carers(single)
        age = week.ages(persons, single)
        suits = (age > MOVING_IN_AGES[0]) & (age < MOVING_IN_AGES[1])
        return single[suits], persons[suits]

    def _move_in(self, mover: Ids, old: Ids, new: Ids, week: Week) -> None:
        day = np.maximum(week.day(old), week.day(new))
        week.put_off(new, day)
        self._population.unsettle(mover, day)
        self._population.settle(mover, new, PARTNER, day)
        self._settlers.pair(mover, self._population.carers(new), day)
        self._settlers.end(old, day)
