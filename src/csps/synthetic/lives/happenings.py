"""What agencies could see: events that strike households, and states that last, driven by the hidden state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.circumstances import WEEKS_PER_YEAR, weekly
from csps.synthetic.lives.classes import WHO
from csps.synthetic.lives.registers import Log

if TYPE_CHECKING:
    from csps.synthetic.lives.circumstances import Circumstances
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.profile import Profile

WHO_CODES = 16


class Happenings:
    """Draws at most one event per household and week.

    Args:
        circumstances: the joint states.
        profile: the declared events.
        observation: level of being seen -> multiplier (levels,), all 1 when unevenness is switched off.
    """

    def __init__(self, circumstances: Circumstances, profile: Profile, observation: npt.NDArray[np.float64]) -> None:
        self.names = tuple(happening.name for happening in profile.happenings)
        states = circumstances.states
        rates = np.zeros((len(self.names), len(observation), WHO_CODES, states))
        for kind, happening in enumerate(profile.happenings):
            rate = happening.rate * circumstances.times(happening.by)
            for who in range(WHO_CODES):
                if not WHO[happening.needs] or who & WHO[happening.needs]:
                    rates[kind, :, who] = rate * observation[:, None] ** happening.seen
        total = rates.sum(axis=0)
        self.any = weekly(total).astype(np.float32)
        self._shares = np.cumsum(rates / total, axis=0).astype(np.float32).reshape(len(self.names), -1)
        self.weekly = (rates / total * self.any).astype(np.float32)  # chance per kind: (kind, seen, who, joint)
        self._flat = self.any.ravel()
        self.log = Log(("household", "kind", "day"))

    def week(self, population: Population, households: Ids, day: int, rng: np.random.Generator) -> tuple[Ids, Ids]:
        """Draw the week's events; give the households struck and the kind of each event."""
        rows = population.households
        index = (rows["seen"][households].astype(np.int32) * WHO_CODES + rows["who"][households]) * self.any.shape[2]
        index += rows["joint"][households]
        struck = np.flatnonzero(rng.random(len(households), dtype=np.float32) < self._flat[index])
        shares = self._shares[:, index[struck]]
        kind = (rng.random(len(struck), dtype=np.float32) > shares).sum(axis=0).clip(0, len(self.names) - 1)
        self.log.add(household=households[struck], kind=kind, day=day + rng.integers(0, 7, len(struck)))
        return households[struck], kind


class Spells:
    """States that last: each is on or off in a household.

    A spell ends when its rate says so, when nobody is left in the household for whom it makes sense, or when the
    household dissolves.
    """

    def __init__(self, circumstances: Circumstances, profile: Profile) -> None:
        self.declared = profile.spells
        self.names = tuple(spell.name for spell in profile.spells)
        self.start = [weekly(spell.start * circumstances.times(spell.start_by)) for spell in profile.spells]
        self.stop = [weekly(spell.stop * circumstances.times(spell.stop_by)) for spell in profile.spells]
        self.since = [np.full(1024, FOREVER, dtype=np.int32) for _ in profile.spells]  # FOREVER means off
        self.log = Log(("household", "kind", "start", "end"))

    def on(self, kind: int, households: Ids) -> npt.NDArray[np.bool_]:
        """Whether a spell is on."""
        return self.since[kind][households] != FOREVER

    def week(self, population: Population, households: Ids, day: int, rng: np.random.Generator) -> None:
        """Live one week of every spell."""
        rows = population.households
        joint = rows["joint"][households]
        for kind, spell in enumerate(self.declared):
            since = self._room(kind, rows.count)
            on = since[households] != FOREVER
            fits = np.ones(len(households), bool) if not spell.needs else (rows["who"][households] & WHO[spell.needs]) > 0
            chance = rng.random(len(households))
            begins = households[~on & fits & (chance < self.start[kind][joint])]
            since[begins] = day + rng.integers(0, 7, len(begins))
            self._end(kind, households[on & (~fits | (chance < self.stop[kind][joint]))], day)

    def seed(self, population: Population, households: Ids, day: int, rng: np.random.Generator) -> None:
        """Start newly formed households in the long-run mix of each spell."""
        rows = population.households
        for kind, spell in enumerate(self.declared):
            since = self._room(kind, rows.count)
            joint = rows["joint"][households]
            share = self.start[kind][joint] / (self.start[kind][joint] + self.stop[kind][joint])
            fits = np.ones(len(households), bool) if not spell.needs else (rows["who"][households] & WHO[spell.needs]) > 0
            on = households[fits & (rng.random(len(households)) < share)]
            since[on] = day - (rng.exponential(0.6, len(on)) * WEEKS_PER_YEAR * 7).astype(np.int32)

    def dissolve(self, population: Population, day: int) -> None:
        """End the spells of households that exist no more."""
        for kind in range(len(self.declared)):
            since = self._room(kind, population.households.count)
            gone = np.flatnonzero((since != FOREVER) & ~population.households["active"])
            self._end(kind, gone, day)

    def close(self) -> None:
        """Write down the spells that are still on."""
        for kind, since in enumerate(self.since):
            open_ones = np.flatnonzero(since != FOREVER)
            self.log.add(household=open_ones, kind=kind, start=since[open_ones], end=FOREVER)

    def _end(self, kind: int, households: Ids, day: int) -> None:
        if len(households):
            since = self.since[kind]
            self.log.add(household=households, kind=kind, start=since[households], end=np.maximum(day, since[households] + 1))
            since[households] = FOREVER

    def _room(self, kind: int, count: int) -> npt.NDArray[np.int32]:
        if count > len(self.since[kind]):
            grown = np.full(2 * count, FOREVER, dtype=np.int32)
            grown[: len(self.since[kind])] = self.since[kind]
            self.since[kind] = grown
        return self.since[kind][:count]
