"""What every part of the households' own life works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from csps.synthetic.lives.circumstances import Circumstances
    from csps.synthetic.lives.founding import Settlers
    from csps.synthetic.lives.housing import Housing
    from csps.synthetic.lives.population import Population
    from csps.synthetic.lives.registers import Ids
    from csps.synthetic.profile import Profile, Section


@dataclass(frozen=True)
class Setting:
    """The people, their places and the assumptions.

    Args:
        settlers: makes newcomers, and ends households.
        population: everyone.
        housing: their places.
        circumstances: to read conflict and housing insecurity.
        profile: the rates.
        rng: the stream of this part of the borough.
    """

    settlers: Settlers
    population: Population
    housing: Housing
    circumstances: Circumstances
    profile: Profile
    rng: np.random.Generator

    @property
    def rates(self) -> Section:
        """The rates of births, partings and moves, per year."""
        return self.profile.demography

    def level(self, households: Ids, factor: str) -> npt.NDArray[np.int8]:
        """Give the level of one circumstance in each household."""
        return self.circumstances.level(self.population.households["joint"][households], factor)
