"""The borough as it is lived: one week after another, from the burn-in to the end date."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import season
from csps.synthetic.lives.classes import HAS_CHILDREN, Classes
from csps.synthetic.lives.demography import Demography
from csps.synthetic.lives.founding import COUPLE, Communities, Settlers
from csps.synthetic.lives.housing import Housing
from csps.synthetic.lives.mechanisms import Mechanisms
from csps.synthetic.lives.population import CHILD, NOBODY, Population
from csps.synthetic.lives.safeguarding import Safeguarding

if TYPE_CHECKING:
    from csps.domain.progress import Progress
    from csps.synthetic.calendar import Calendar
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.profile import Profile

SNAPSHOT = ("vulnerability", "exposure", "seen", "frailty", "helped", "joint", "path", "who")
REFUGE_AFTER_INCIDENT = 0.022
TEMPORARY_AFTER_DUTY = 0.62


@dataclass(frozen=True)
class Place:
    """Where the borough is: what the lives need to know of its dwellings and communities.

    Args:
        sector: of each dwelling (d,), see `housing`.
        places: households each dwelling can hold (d,).
        deprivation: quintile of each dwelling's neighbourhood, 1 least to 5 most (d,).
        communities: shares and family customs.
        seen: how much more (log scale) each community is seen at equal true harm.
    """

    sector: npt.NDArray[np.int8]
    places: npt.NDArray[np.int16]
    deprivation: npt.NDArray[np.int8]
    communities: Communities
    seen: npt.NDArray[np.float64]


class Borough:
    """Everything that lives, wired together.

    Args:
        profile: the assumptions.
        place: dwellings and communities.
        calendar: the weeks to live.
        seeds: a seed sequence; every part draws from a stream of its own.
        help_effect: 1 is the profile's effect of help, 0 none.
        observation_bias: 1 is the profile's uneven observation, 0 none.
    """

    def __init__(
        self,
        profile: Profile,
        place: Place,
        calendar: Calendar,
        seeds: np.random.SeedSequence,
        *,
        help_effect: float,
        observation_bias: float,
    ) -> None:
        self.calendar = calendar
        self._seed = seeds.entropy
        self._streams = [np.random.default_rng(seed) for seed in seeds.spawn(6)]
        self.population = Population()
        self.housing = Housing(place.sector, place.places, self._streams[0])
        self.mechanisms = Mechanisms(profile, help_effect=help_effect, observation_bias=observation_bias)
        self.circumstances = self.mechanisms.circumstances
        self.settlers = Settlers(self.population, self.housing, profile, place.communities, self._streams[1])
        self.demography = Demography(self.settlers, self.circumstances, profile, self._streams[2])
        self.classes = Classes(profile, place.deprivation, place.seen, observation_bias=observation_bias)
        self.happenings = self.mechanisms.happenings
        self.spells = self.mechanisms.spells
        self.safeguarding = Safeguarding(
            self.population,
            self.circumstances.levels,
            self.mechanisms.path_rates,
            self.mechanisms.help_rates,
            profile,
            self._streams[3],
        )
        self._resting = np.cumsum(self.circumstances.resting(), axis=1)
        self._known_households = 0
        self.snapshots: dict[int, dict[str, npt.NDArray]] = {}

    def stream(self, name: str) -> np.random.Generator:
        """Give a stream of randomness for something that is drawn once, after the borough was lived."""
        return np.random.default_rng([self._seed, zlib.crc32(name.encode())])

    def live(self, residents: int, progress: Progress) -> None:
        """Found the borough and live every week of it."""
        calendar = self.calendar
        weeks = range(-calendar.burn_in, calendar.weeks)
        self.settlers.found(residents, calendar.first_day(weeks[0]))
        for week in progress.track(weeks, what=f"living {len(weeks)} weeks", total=len(weeks)):
            if week in calendar.quarters():
                self._quarter(week)
            self._week(week)
        self._quarter(calendar.weeks)
        self.population.close(calendar.end_day)
        self.spells.close()
        self.safeguarding.close()

    def _week(self, week: int) -> None:
        day = self.calendar.first_day(week)
        self.demography.week(day)
        self._find_homes(day)
        if week % 13 == 0:
            self.classes.work_out(self.population, self.population.active(), day)
        self._greet(day)
        active = self.population.active()
        rows = self.population.households
        joint = rows["joint"][active]
        self.circumstances.step(joint, rows["vulnerability"][active], rows["helped"][active], self._streams[4])
        rows["joint"][active] = joint
        struck, kind = self.happenings.week(self.population, active, day, self._streams[5])
        self.spells.week(self.population, active, day, self._streams[5])
        self.spells.dissolve(self.population, day)
        self.safeguarding.leave(day)
        families = active[(rows["who"][active] & HAS_CHILDREN) > 0]
        families = families[self.population.child_count(families) > 0]
        self.safeguarding.week(families, day, season(self.calendar.monday(week)))
        self._consequences(struck, kind, day)

    def _greet(self, day: int) -> None:
        """Work out the classes of households that changed, and the circumstances of those that are new."""
        population = self.population
        if population.changed:
            self.classes.work_out(population, np.unique(np.concatenate(population.changed)), day)
            population.changed.clear()
        rows = population.households
        new = np.arange(self._known_households, rows.count)
        self._known_households = rows.count
        if len(new):
            draw = self._streams[4].random(len(new))
            resting = self._resting[rows["vulnerability"][new]]
            rows["joint"][new] = (draw[:, None] > resting).sum(axis=1).clip(0, self.circumstances.states - 1)
            self.spells.seed(population, new, day, self._streams[5])

    def _consequences(self, struck: Ids, kind: Ids, day: int) -> None:
        """Some events move a family: to temporary accommodation, or to a refuge."""
        rng, names = self._streams[5], self.happenings.names
        families = (self.population.households["who"][struck] & HAS_CHILDREN) > 0
        for name, chance, move in (
            ("homelessness_duty", TEMPORARY_AFTER_DUTY, self.demography.to_temporary),
            ("domestic_incident", REFUGE_AFTER_INCIDENT, self.demography.to_refuge),
        ):
            happened = families & (kind == names.index(name)) & (rng.random(len(struck)) < chance)
            move(struck[happened], day + 6)

    def _find_homes(self, day: int) -> None:
        """Adopted children come to a couple that is new to the statutory path."""
        children = self.safeguarding.adopted
        self.safeguarding.adopted = np.empty(0, dtype=np.int64)
        if len(children):
            homes = self.settlers.settle(COUPLE, len(children), day, newcomers=True)
            adults = self.population.carers(homes), self.population.partners(homes)
            self.population.people["mother"][children] = adults[0]
            self.population.people["father"][children] = adults[1]
            self.population.settle(children, homes, CHILD, day)

    def _quarter(self, week: int) -> None:
        """Keep the complete hidden state of every family on the first day of a quarter."""
        self._greet(self.calendar.first_day(week))
        active = self.population.active()
        families = active[self.population.child_count(active) > 0]
        families = families[self.population.carers(families) != NOBODY]
        rows = self.population.households
        snapshot = {name: rows[name][families].copy() for name in SNAPSHOT}
        snapshot["household"] = families.astype(np.int32)
        for kind, name in enumerate(self.spells.names):
            snapshot[f"on_{name}"] = self.spells.on(kind, families) if rows.count <= len(self.spells.since[kind]) else np.zeros(len(families), bool)
        self.snapshots[week] = snapshot
