"""What every agency can look at: the history, the town, and who people are on paper."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.identities.records import People

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from csps.synthetic.calendar import Calendar
    from csps.synthetic.identities.addresses import Dwellings
    from csps.synthetic.identities.habits import AgencyHabits
    from csps.synthetic.identities.names import NameBook
    from csps.synthetic.lives.history import History
    from csps.synthetic.naming import Identities


@dataclass(frozen=True)
class Watch:
    """The borough as it can be watched.

    Args:
        history: everything that was lived.
        town: dwellings.
        book: names; misspellings are added to its vocabulary.
        identities: true names and numbers of everyone.
        habits: how each agency writes identities down.
        seed: of the whole borough; every agency draws from a stream of its own.
    """

    history: History
    town: Dwellings
    book: NameBook
    identities: Identities
    habits: Mapping[str, AgencyHabits]
    seed: int

    @property
    def calendar(self) -> Calendar:
        """The borough's weeks."""
        return self.history.calendar

    def rng(self, stream: str) -> np.random.Generator:
        """Give the stream of randomness of one agency, the same in every run with one seed."""
        return np.random.default_rng([self.seed, zlib.crc32(stream.encode())])

    def on_paper(self, persons: npt.NDArray[np.integer], days: npt.NDArray[np.integer]) -> People:
        """Give the true identities of people as they were on a day each: after marriage, adoption and moves."""
        identities, people = self.identities, self.history.people
        adopted = people["adopted_on"][persons] <= days
        married = identities.surname_since[persons] <= days
        surname = np.where(married, identities.surname[persons], identities.birth_surname[persons])
        school = (days - people["birth"][persons]) / 365.25 >= 4.4
        adult = (days - people["birth"][persons]) / 365.25 >= 15.75
        return People(
            forename=np.where(adopted, identities.adopted_forename[persons], identities.forename[persons]),
            middle=np.where(adopted, 0, identities.middle[persons]).astype(np.int32),
            surname=np.where(adopted, identities.adopted_surname[persons], surname).astype(np.int32),
            birth_surname=np.where(
                adopted, identities.adopted_surname[persons], identities.birth_surname[persons]
            ).astype(np.int32),
            birth_date=people["birth"][persons].astype("datetime64[D]"),
            sex=identities.sex[persons],
            community=people["community"][persons].astype(np.int16),
            upn=np.where(school & ~adopted, identities.upn[persons], -1),
            nhs=np.where(adopted, identities.adopted_nhs[persons], identities.nhs[persons]),
            ni=np.where(adult, identities.ni[persons], -1),
            dwelling=self.history.address(persons, days).astype(np.int32),
            registered_on=np.maximum(days, people["birth"][persons]).astype("datetime64[D]"),
        )
