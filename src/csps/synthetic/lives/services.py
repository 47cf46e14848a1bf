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
        path = rows["path"][gone]
        records.end_plan(gone[path == Path.PLAN], day)
        records.end_enquiry(gone[np.isin(path, ENQUIRIES)], day, NOT_SUBSTANTIATED)
        open_ones = gone[path != Path.NONE]
        records.close(open_ones, np.full(len(open_ones), day), CLOSED_LEFT)
        self._support.end(gone[rows["helped"][gone] != NO_HELP], day)

    def close(self) -> None:
        """Write down what still runs."""
        self._support.close()
