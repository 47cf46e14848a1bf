"""What lasted in the household a child lived in: the declared spells, seen from the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.education.pupils import expanded
from csps.synthetic.lives.history import Stays
from csps.synthetic.lives.population import NOBODY, ROLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]


class HouseholdSpells:
    """One kind of spell ("absence", "out_of_work"), looked up by person and day, or listed by person.

    Args:
        watch: the borough.
        name: of the spell.
    """

    def __init__(self, watch: Watch, name: str) -> None:
        self._history = watch.history
        lasted = watch.history.lasted(name)
        rows = np.arange(len(lasted["start"]))
        self._spells = Stays(lasted["household"], rows, lasted["start"], lasted["end"])

    def on(self, persons: npt.NDArray[np.integer], days: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Whether it was on in the home of each person on a day."""
        lived_from = np.maximum(days, self._history.residence["start"].min(initial=0))
        home = self._history.home(persons, lived_from)
        found = np.zeros(len(persons), dtype=bool)
        which, _ = self._spells.on(np.where(home == NOBODY, -9, home), lived_from)
        found[which] = True
        return found

    def of_persons(self) -> tuple[Ids, Ids, Ids, Ids]:
        """List when it was on in people's homes: person, start, end, and which spell it was."""
        stays = self._history.person_stays
        at_home = np.flatnonzero(self._history.person_roles == ROLES.index("child"))
        first = np.searchsorted(self._spells.key, stays.value[at_home], side="left")
        count = np.searchsorted(self._spells.key, stays.value[at_home], side="right") - first
        which, row = expanded(first, count)
        start = np.maximum(stays.start[at_home][which], self._spells.start[row]).astype(np.int64)
        end = np.minimum(stays.end[at_home][which], self._spells.end[row]).astype(np.int64)
        overlaps = start < end
        person = stays.key[at_home][which].astype(np.int64)
        return person[overlaps], start[overlaps], end[overlaps], self._spells.value[row][overlaps].astype(np.int64)
