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
from csps.synthetic.lives.services import Services
from csps.synthetic.lives.setting import Setting

if TYPE_CHECKING:
    from csps.domain.progress import Progress
    from csps.synthetic.calendar import Calendar
    from csps.synthetic.lives.registers import Column, Ids
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
        self._seeds = seeds
        homes, newcomers, lives, services, chance, events = (np.random.default_rng(seed) for seed in seeds.spawn(6))
        self._chance, self._events = chance, events
        self.mechanisms = Mechanisms(profile, help_effect=help_effect, observation_bias=observation_bias)
        self.circumstances = self.mechanisms.circumstances
        self.happenings, self.spells = self.mechanisms.happenings, self.mechanisms.spells
        self.population = Population()
        self.housing = Housing(self.population, place.sector, place.places, homes)
        self._settlers = Settlers(self.population, self.housing, profile, place.communities, newcomers)
        self._demography = Demography(
            Setting(self._settlers, self.population, self.housing, self.circumstances, profile, lives)
        )
        self._classes = Classes(profile, place.deprivation, place.seen, observation_bias=observation_bias)
        self._services = Services(self.population, self.mechanisms, services)
        self.records = self._services.records
        self._resting = np.cumsum(self.circumstances.resting(), axis=1)
        self._known_households = 0
        self.snapshots: dict[int, dict[str, Column]] = {}

    def stream(self, name: str) -> np.random.Generator:
        """Give a stream of randomness for something that is drawn once, after the borough was lived."""
        entropy = self._seeds.entropy
        assert isinstance(entropy, int), "a borough has one number as its seed"
        return np.random.default_rng([entropy, zlib.crc32(name.encode())])

    def live(self, residents: int, progress: Progress) -> None:
        """Found the borough and live every week of it."""
        calendar = self.calendar
        weeks = range(-calendar.burn_in, calendar.weeks)
        self.found(residents)
        for week in progress.track(weeks, what=f"living {len(weeks)} weeks", total=len(weeks)):
            self.week(week)
        self.close()

    def found(self, residents: int) -> None:
        """Fill the borough on the first day of its first week."""
        day = self.calendar.first_day(-self.calendar.burn_in)
        self._settlers.found(residents, day)
        self._demography.begin(day)

    def week(self, week: int) -> None:
        """Live one week. Households that come in it begin to live through what follows with the next."""
        day = self.calendar.first_day(week)
        if self.calendar.begins_quarter(week):
            self._begin_quarter(week)
        self._demography.week(day)
        self._greet(day)
        self._live_circumstances(day, season(self.calendar.monday(week)))

    def close(self) -> None:
        """End the borough: keep the last quarter's state, and write down what still runs."""
        self._begin_quarter(self.calendar.weeks)
        self.population.close()
        self.spells.close()
        self._services.close()

    def _live_circumstances(self, day: int, kind_of_week: int) -> None:
        population, rows = self.population, self.population.households
        active = population.active()
        active = active[rows["formed"][active] <= day]
        joint = rows["joint"][active]
        self.circumstances.step(joint, rows["vulnerability"][active], rows["helped"][active], self._chance)
        rows["joint"][active] = joint
        events = self.happenings.week(population, active, day, self._events)
        self.spells.week(population, active, day, self._events)
        self.spells.dissolve(population)
        self._services.leave(day)
        families = active[(rows["who"][active] & HAS_CHILDREN) > 0]
        self._find_homes(self._services.week(families, day, kind_of_week), day)
        self._consequences(*events)

    def _greet(self, day: int) -> None:
        """Work out the classes of households that changed, and the circumstances of those that are new."""
        population, rows = self.population, self.population.households
        self._classes.work_out(population, population.take_changed(), day)
        new = np.arange(self._known_households, rows.count)
        self._known_households = rows.count
        if len(new):
            draw = self._chance.random(len(new))
            resting = self._resting[rows["vulnerability"][new]]
            rows["joint"][new] = (draw[:, None] > resting).sum(axis=1).clip(0, self.circumstances.states - 1)
            self.spells.seed(population, new, day, self._events)

    def _consequences(self, struck: Ids, kind: Ids, days: Ids) -> None:
        """Some events move a family: to temporary accommodation, or to a refuge."""
        names, moves = self.happenings.names, self._demography.moves
        families = (self.population.households["who"][struck] & HAS_CHILDREN) > 0
        for name, chance, move in (
            ("homelessness_duty", TEMPORARY_AFTER_DUTY, moves.to_temporary),
            ("domestic_incident", REFUGE_AFTER_INCIDENT, moves.to_refuge),
        ):
            happened = families & (kind == names.index(name)) & (self._events.random(len(struck)) < chance)
            move(struck[happened], days[happened] + 1)

    def _find_homes(self, children: Ids, day: int) -> None:
        """Let adopted children come to couples that are new to the borough."""
        homes = self._settlers.settle(COUPLE, np.full(len(children), day), newcomers=True)
        people = self.population.people
        born = children[(people["birth_mother"][children] == NOBODY) & (people["birth_father"][children] == NOBODY)]
        for parent in ("mother", "father"):
            people[f"birth_{parent}"][born] = people[parent][born]
        people["mother"][children] = self.population.carers(homes)
        people["father"][children] = self.population.partners(homes)
        self.population.settle(children, homes, CHILD, day)

    def _begin_quarter(self, week: int) -> None:
        """Set everybody's levels, which hold for the quarter, and keep the state of every family."""
        day = self.calendar.first_day(week)
        self._greet(day)
        self._classes.work_out(self.population, self.population.active(), day)
        if week >= 0:
            self._keep_state(week)

    def _keep_state(self, week: int) -> None:
        """Keep the complete hidden state of every family on the first day of a quarter."""
        active = self.population.active()
        families = active[self.population.child_count(active) > 0]
        families = families[self.population.carers(families) != NOBODY]
        rows = self.population.households
        state = {name: rows[name][families].copy() for name in SNAPSHOT}
        state["household"] = families.astype(np.int32)
        for kind, name in enumerate(self.spells.names):
            state[f"on_{name}"] = self.spells.on(kind, families)
        self.snapshots[week] = state
