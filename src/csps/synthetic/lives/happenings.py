"""What agencies could see: events that strike households, and states that last, driven by the hidden state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER, YEAR, working_day
from csps.synthetic.lives.circumstances import weekly
from csps.synthetic.lives.classes import WHO_CODES, fits
from csps.synthetic.lives.registers import Log

if TYPE_CHECKING:
    from csps.synthetic.lives.circumstances import Circumstances
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Column, Flags, Ids
    from csps.synthetic.profile import Profile, Spell

SEEDED_YEARS = 0.6  # how long, in the mean, a spell has lasted that a new household brings along


class Happenings:
    """Draws at most one event per household and week.

    Args:
        circumstances: the joint states.
        profile: the declared events.
        observation: level of being seen -> multiplier (levels,), all 1 when unevenness is switched off.
    """

    def __init__(self, circumstances: Circumstances, profile: Profile, observation: npt.NDArray[np.float64]) -> None:
        self.names = tuple(happening.name for happening in profile.happenings)
        rates = np.zeros((len(self.names), len(observation), WHO_CODES, circumstances.states))
        for kind, happening in enumerate(profile.happenings):
            rate = happening.rate * circumstances.times(happening.by)
            for_whom = np.flatnonzero(fits(happening.needs, np.arange(WHO_CODES)))
            rates[kind, :, for_whom] = rate * observation[:, None] ** happening.seen
        total = rates.sum(axis=0)
        self.any = weekly(total).astype(np.float32)
        self._shares = np.cumsum(rates / total, axis=0).astype(np.float32).reshape(len(self.names), -1)
        self.weekly = (rates / total * self.any).astype(np.float32)  # chance of each kind, by (kind, seen, who, joint)
        self._flat = self.any.ravel()
        self._office = np.array([happening.office for happening in profile.happenings])
        self.log = Log(("household", "kind", "day"))

    def week(self, population: Population, households: Ids, day: int, rng: np.random.Generator) -> tuple[Ids, Ids, Ids]:
        """Draw the week's events; give the households struck, the kind and the day of each event."""
        rows = population.households
        index = (rows["seen"][households].astype(np.int32) * WHO_CODES + rows["who"][households]) * self.any.shape[2]
        index += rows["joint"][households]
        struck = np.flatnonzero(rng.random(len(households), dtype=np.float32) < self._flat[index])
        shares = self._shares[:, index[struck]]
        kind = (rng.random(len(struck), dtype=np.float32) > shares).sum(axis=0).clip(0, len(self.names) - 1)
        days = day + rng.integers(0, 7, len(struck))
        days = np.where(self._office[kind], working_day(days), days)
        self.log.add(household=households[struck], kind=kind, day=days)
        return households[struck], kind, days


class Spells:
    """States that last: each is on or off in a household.

    A spell ends when its rate says so, when nobody is left in the household for whom it makes sense, or when the
    household dissolves.
    """

    def __init__(self, circumstances: Circumstances, profile: Profile) -> None:
        self.declared: tuple[Spell, ...] = profile.spells
        self.names = tuple(spell.name for spell in profile.spells)
        self.start = [weekly(spell.start * circumstances.times(spell.start_by)) for spell in profile.spells]
        self.stop = [weekly(spell.stop * circumstances.times(spell.stop_by)) for spell in profile.spells]
        self.log = Log(("household", "kind", "start", "end"))
        self._since = np.full((len(self.names), 1024), FOREVER, dtype=np.int32)  # FOREVER means off

    def on(self, kind: int, households: Ids) -> Flags:
        """Tell in which households a spell is on; they have been seeded."""
        on: Flags = self._since[kind][households] != FOREVER
        return on

    def seed(self, population: Population, households: Ids, day: int, rng: np.random.Generator) -> None:
        """Start newly formed households in the long-run mix of each spell."""
        rows = population.households
        self._make_room(rows.count)
        joint, who = rows["joint"][households], rows["who"][households]
        for kind, spell in enumerate(self.declared):
            share = self.start[kind][joint] / (self.start[kind][joint] + self.stop[kind][joint])
            on = households[fits(spell.needs, who) & (rng.random(len(households)) < share)]
            self._since[kind][on] = day - (rng.exponential(SEEDED_YEARS, len(on)) * YEAR).astype(np.int32)

    def week(self, population: Population, households: Ids, day: int, rng: np.random.Generator) -> None:
        """Live one week of every spell."""
        rows = population.households
        joint, who = rows["joint"][households], rows["who"][households]
        for kind, spell in enumerate(self.declared):
            on, fit = self.on(kind, households), fits(spell.needs, who)
            chance = rng.random(len(households))
            begins = households[~on & fit & (chance < self.start[kind][joint])]
            self._since[kind][begins] = day + rng.integers(0, 7, len(begins))
            self._end(kind, households[on & (~fit | (chance < self.stop[kind][joint]))], day)

    def dissolve(self, population: Population) -> None:
        """End the spells of households that exist no more."""
        rows = population.households
        for kind, since in enumerate(self._since[:, : rows.count]):
            gone = np.flatnonzero((since != FOREVER) & ~rows["active"])
            self._end(kind, gone, rows["dissolved"][gone])

    def close(self) -> None:
        """Write down the spells that are still on."""
        for kind, since in enumerate(self._since):
            running = np.flatnonzero(since != FOREVER)
            self.log.add(household=running, kind=kind, start=since[running], end=FOREVER)

    def _end(self, kind: int, households: Ids, day: npt.ArrayLike) -> None:
        since: Column = self._since[kind]
        end = np.maximum(day, since[households] + 1)
        self.log.add(household=households, kind=kind, start=since[households], end=end)
        since[households] = FOREVER

    def _make_room(self, count: int) -> None:
        kinds, room = self._since.shape
        if count > room:
            grown = np.full((kinds, 2 * count), FOREVER, dtype=np.int32)
            grown[:, :room] = self._since
            self._since = grown
