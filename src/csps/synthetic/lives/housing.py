"""Places to live and who gets them: owner, social and private dwellings, shared houses, hostels and refuges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Ids

OWNER, SOCIAL, PRIVATE, SHARED, TEMPORARY, REFUGE = range(6)
SECTORS = ("owner", "social", "private", "shared", "temporary", "refuge")


class Housing:
    """Vacant places by sector. A place in a shared house, hostel or refuge is one household's room: one UPRN, many places.

    Args:
        population: the households that are housed.
        sector: sector of each dwelling (n,).
        places: how many households each dwelling can hold (n,).
        rng: the stream of this part of the borough.
    """

    def __init__(
        self,
        population: Population,
        sector: npt.NDArray[np.int8],
        places: npt.NDArray[np.int16],
        rng: np.random.Generator,
    ) -> None:
        self.sector = sector
        self._population = population
        self._rng = rng
        every = np.repeat(np.arange(len(sector)), places)
        self._vacant: list[list[int]] = [every[sector[every] == number].tolist() for number in range(len(SECTORS))]
        for places_left in self._vacant:
            rng.shuffle(places_left)
        self._given_up: list[int] = []  # this week; households move on different days of it

    def begin_week(self) -> None:
        """Offer the places that were given up in the week before, so that nobody moves in before the last one is out."""
        for dwelling, sector in zip(self._given_up, self.sector[self._given_up].tolist(), strict=True):
            self._vacant[sector].append(dwelling)
        self._given_up.clear()

    def vacant(self, sector: int) -> int:
        """Count the places of one sector that are on offer."""
        return len(self._vacant[sector])

    def house(self, households: Ids, sectors: npt.NDArray[np.integer], day: npt.ArrayLike) -> None:
        """Move each household to a vacant place of its sector, or, where none is left, to the emptiest other sector.

        The old place is on offer from the next week on, and both stays are written down. Who finds no place at all is without one until
        the next move.
        """
        rows = self._population.households
        self.release(households, day)
        for household, wanted in zip(households.tolist(), sectors.tolist(), strict=True):
            places = self._vacant[wanted] or max(self._vacant[:TEMPORARY], key=len)
            if not places:
                continue
            pick = int(self._rng.integers(len(places)))
            places[pick], places[-1] = places[-1], places[pick]
            rows["dwelling"][household] = places.pop()
        rows["dwelling_since"][households] = day
        self._population.mark(households)

    def release(self, households: Ids, day: npt.ArrayLike) -> None:
        """Give up the places of households that move or dissolve."""
        rows = self._population.households
        housed = rows["dwelling"][households] != NOBODY
        households, days = households[housed], np.broadcast_to(day, households.shape)[housed]
        dwellings = rows["dwelling"][households]
        self._population.occupation.add(
            household=households, dwelling=dwellings, start=rows["dwelling_since"][households], end=days
        )
        self._given_up.extend(dwellings.tolist())
        rows["dwelling"][households] = NOBODY

    def sector_of(self, households: Ids) -> npt.NDArray[np.int8]:
        """Tell in which sector households live; who has no place is as quick to move as in temporary accommodation."""
        dwelling = self._population.households["dwelling"][households]
        return np.where(dwelling == NOBODY, np.int8(TEMPORARY), self.sector[dwelling])
