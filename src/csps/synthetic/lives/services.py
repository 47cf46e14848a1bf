"""Children's services, one week at a time: help, the front door, the statutory path and care, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.lives.care import Care
from csps.synthetic.lives.front_door import FrontDoor
from csps.synthetic.lives.path_rates import ENQUIRIES, Path
from csps.synthetic.lives.safeguarding import CLOSED_LEFT, NOT_SUBSTANTIATED, Records
from csps.synthetic.lives.statutory_path import StatutoryPath
from csps.synthetic.lives.support import NO_HELP, Support

if TYPE_CHECKING:
    from csps.synthetic.lives.mechanisms import Mechanisms
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Ids


class Services:
    """Lives what children's services do with every family.

    Args:
        population: the people.
        mechanisms: the chances.
        rng: the stream of this part of the borough.
    """

    def __init__(self, population: Population, mechanisms: Mechanisms, rng: np.random.Generator) -> None:
        self.records = Records(population, mechanisms.circumstances.levels, rng)
        self._population = population
        self._care = Care(self.records, mechanisms.profile)
        self._support = Support(self.records, mechanisms.help_rates)
        self._front_door = FrontDoor(self.records, mechanisms.path_rates, self._care)
        self._path = StatutoryPath(self.records, mechanisms.path_rates, self._care)

    def week(self, families: Ids, day: int, season: int) -> Ids:
        """Live one week; give the children who are adopted, for whom a home is to be found.

        Args:
            families: the households with a child at home.
            day: the week's Monday.
            season: which seasonal factor contacts follow.
        """
        self._support.week(families, day)
        path = self._population.households["path"][families]
        harmed = self._front_door.harm(families, day)
        self._front_door.week(families, path, harmed, day, season)
        self._path.week(families, path, harmed, day)
        return self._care.week(day)

    def leave(self, day: int) -> None:
        """Close what is open for households without children, or that dissolved."""
        rows, records = self._population.households, self.records
        known = np.flatnonzero((rows["path"] != Path.NONE) | (rows["helped"] != NO_HELP))
        gone = known[~rows["active"][known] | (self._population.child_count(known) == 0)]
        path, helped = rows["path"][gone], rows["helped"][gone]
        days = np.where(rows["active"][gone], day, rows["dissolved"][gone])
        planned, asked, is_open, is_helped = (
            path == Path.PLAN,
            np.isin(path, ENQUIRIES),
            path != Path.NONE,
            helped != NO_HELP,
        )
        records.end_plan(gone[planned], days[planned])
        records.end_enquiry(gone[asked], days[asked], NOT_SUBSTANTIATED)
        records.close(gone[is_open], days[is_open], CLOSED_LEFT)
        self._support.end(gone[is_helped], days[is_helped])

    def close(self) -> None:
        """Write down what still runs."""
        self._support.close()
