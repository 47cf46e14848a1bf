"""The borough's schools: how many, where they stand, and which one a child goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

PRIMARY, SECONDARY, COLLEGE, SPECIAL, REFERRAL, ALTERNATIVE = range(6)
KINDS = 6
PHASES = ("PRIMARY", "SECONDARY", "POST16", "ALL_THROUGH")
PHASE_OF_KIND = np.array([0, 1, 2, 3, 1, 1])
PROVISIONS = ("MAINSTREAM", "SPECIAL", "PRU", "AP")
PROVISION_OF_KIND = np.array([0, 0, 0, 1, 2, 3])

PER_RESIDENT = np.array([45, 16, 3, 3, 1, 2]) / 300_000  # Hackney's numbers, rounded
FEWEST = np.array([2, 1, 1, 1, 1, 1])
FIRST_NUMBER = (2001, 4001, 8001, 7001, 1101, 6901)  # establishment numbers begin with a digit for the kind of school
AUTHORITY = "999"  # given to no authority
WANDERS = np.array([0.9, 1.6, 1.5, 1.0, 1.0, 1.0])  # how many schools along families look, one standard deviation


@dataclass(frozen=True)
class Schools:
    """Schools in a row along the town, whose dwellings are numbered so that neighbours in number are neighbours in space.

    Attributes:
        numbers: authority and establishment number of each school, the vocabulary of `estab`.
        kind: PRIMARY, SECONDARY, ... of each school.
        first: the first school of each kind, and after the last kind the number of schools.
    """

    numbers: list[str]
    kind: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]

    @classmethod
    def for_residents(cls, residents: int) -> Schools:
        """Build as many schools of each kind as residents need.

        >>> Schools.for_residents(300_000).first.tolist()
        [0, 45, 61, 64, 67, 68, 70]
        """
        count = np.maximum(np.rint(PER_RESIDENT * residents).astype(np.int64), FEWEST)
        kind = np.repeat(np.arange(KINDS), count)
        first = np.concatenate(([0], np.cumsum(count)))
        numbers = [f"{AUTHORITY}{FIRST_NUMBER[one] + place - first[one]}" for place, one in enumerate(kind.tolist())]
        return cls(numbers, kind, first)

    def near(
        self, kind: npt.NDArray[np.integer], place: npt.NDArray[np.floating], taste: npt.NDArray[np.floating]
    ) -> npt.NDArray[np.int64]:
        """Choose a school of each kind near a place.

        Args:
            kind: the kind of school wanted.
            place: where the child lives along the town, 0 to 1.
            taste: how far, and to which side, the family looks: a standard normal number.
        """
        count = np.diff(self.first)[kind]
        choice = np.floor(place * count + taste * WANDERS[kind]).astype(np.int64)
        choice = np.abs(choice) % (2 * count)  # the town ends: whoever looks beyond its edge turns round
        school: npt.NDArray[np.int64] = self.first[kind] + np.where(choice < count, choice, 2 * count - 1 - choice)
        return school
