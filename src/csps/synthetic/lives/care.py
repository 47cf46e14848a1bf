"""Children who are looked after: taken into care, and back home, of age, adopted or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import ADULT_AGE, CHILD, NOBODY
from csps.synthetic.lives.safeguarding import ADOPTED, CAME_HOME, CAME_OF_AGE, ELSEWHERE, first_of_each

if TYPE_CHECKING:
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.lives.safeguarding import Records
    from csps.synthetic.profile import Profile

SIBLING_TOO = 0.5  # chance that a sister or brother of a child taken into care goes as well
SHORTEST_DAYS = 3
ADOPTED_BELOW = 6  # years of age
OF_AGE = ADULT_AGE - 0.02  # care ends in the week before the 18th birthday


class Care:
    """Takes children into care and lets them come back.

    Args:
        records: what is written down.
        profile: how long care lasts, and how many are adopted.
    """

    def __init__(self, records: Records, profile: Profile) -> None:
        self._records = records
        self._population = records.population
        self._rates = profile.safeguarding
        self._adoption = profile.demography.adoption
        self._rng = records.rng

    def take(self, families: Ids, days: Ids, cause: int) -> None:
        """Let one child of each family, and some of the others, become looked after."""
        where, children = self._population.children_of(families)
        if not len(children):
            return
        taken = first_of_each(where) | (self._rng.random(len(children)) < SIBLING_TOO)
        where, children = where[taken], children[taken]
        (case,) = self._records.of(families, "case")
        start = np.maximum(days[where], self._population.people["home_since"][children])
        due_back = start + self._lengths(len(children))
        self._records.care.add(
            len(children),
            child=children,
            household=families[where],
            case=case[where],
            start=start,
            due_back=due_back,
            cause=cause,
        )
        self._records.named.add(case=case[where], child=children, day=start)
        self._population.unsettle(children, start)
        self._population.end_second_homes(children, start)
        self._population.people["in_care"][children] = True

    def _lengths(self, number: int) -> Ids:
        short, long = self._rates.care_weeks
        weeks = np.where(self._rng.random(number) < self._rates.long_care, long, short)
        days: Ids = self._rng.exponential(weeks * 7.0).astype(np.int64) + SHORTEST_DAYS
        return days

    def week(self, day: int) -> Ids:
        """Let looked-after children come home, come of age, be adopted or go elsewhere; give those who are adopted."""
        care, people = self._records.care, self._population.people
        running = np.flatnonzero((care["end"] == FOREVER) & (care["start"] < day))
        child = care["child"][running].astype(np.int64)
        age = self._population.ages(child, day)
        adult = age >= OF_AGE
        adopted = ~adult & (age < ADOPTED_BELOW) & (self._rng.random(len(child)) < self._adoption / 52)
        back = ~adult & ~adopted & (care["due_back"][running] <= day)
        for chosen, how in ((adult, CAME_OF_AGE), (adopted, ADOPTED), (back, CAME_HOME)):
            ended = running[chosen]
            care["end"][ended] = np.maximum(day, care["start"][ended] + 1)
            care["ended_by"][ended] = how
            people["in_care"][child[chosen]] = False
        self._bring_home(running[back], day)
        self._population.leave_borough(child[adult], day)
        moved: Ids = child[adopted]
        people["adopted_on"][moved] = day
        return moved

    def _bring_home(self, care_rows: Ids, day: int) -> None:
        """Let children come back to the household they came from, where it still exists."""
        care, rows = self._records.care, self._population.households
        child = care["child"][care_rows].astype(np.int64)
        home = care["household"][care_rows].astype(np.int64)
        there = rows["active"][home] & (rows["adults"][home, 0] != NOBODY)
        care["ended_by"][care_rows[~there]] = ELSEWHERE
        self._population.leave_borough(child[~there], day)
        self._population.settle_together(child[there], home[there], CHILD, day)
