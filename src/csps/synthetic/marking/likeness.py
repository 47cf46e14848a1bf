"""How hard the identities are: how many true pairs a comparison finds that asks for the same name and date of birth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.marking.pairs import heaps, pairs_across, pairs_touching

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

# A record without forename, surname or date of birth is like no other.
WRITTEN = """
    SELECT source, agency, person, born IS NOT NULL AS with_birth,
           CASE WHEN forename IS NULL OR surname IS NULL OR born IS NULL THEN -row_number() OVER (ORDER BY source, reference)
                ELSE dense_rank() OVER (ORDER BY forename, surname, born) END AS written
    FROM record ORDER BY source, reference
"""


@dataclass(frozen=True)
class Likeness:
    """How many pairs of records of one person look exactly alike.

    Args:
        pairs: of records of one person, in two agencies.
        alike: of them, with equal forename, surname and date of birth, whatever the case and accents.

    Attributes:
        share: of the pairs that look alike.
    """

    pairs: int
    alike: int
    share: float | None = field(init=False)

    def __post_init__(self) -> None:
        """Work out the share; a share of nothing is None."""
        object.__setattr__(self, "share", self.alike / self.pairs if self.pairs else None)

    def __sub__(self, part: Likeness) -> Likeness:
        """Leave out a part of the pairs, to see the rest."""
        return Likeness(self.pairs - part.pairs, self.alike - part.alike)


@dataclass(frozen=True)
class Hardness:
    """How hard it is to find out who is who.

    Args:
        records: one per agency's reference.
        persons: truly in them.
        all_pairs: across agencies.
        with_birth: of them, where both records hold a date of birth.
        without_birth: the rest.
        by_agency: pairs with one end in the agency.
        duplicates: records beyond the first of a person in one table, by agency.
    """

    records: int
    persons: int
    all_pairs: Likeness
    with_birth: Likeness
    without_birth: Likeness
    by_agency: Mapping[str, Likeness]
    duplicates: Mapping[str, int]


def hardness(columns: Mapping[str, npt.NDArray[np.generic]]) -> Hardness:
    """Work it out from the answer to `WRITTEN`."""
    person, written = columns["person"].astype(np.int64), columns["written"].astype(np.int64)
    agencies, agency = np.unique(columns["agency"].astype(str), return_inverse=True)
    dated = columns["with_birth"].astype(bool)
    whole, both = _across(agency, person, written), _across(agency[dated], person[dated], written[dated])
    pairs = pairs_touching(agency, len(agencies), person)
    alike = pairs_touching(agency, len(agencies), person, written)
    return Hardness(
        records=len(person),
        persons=len(np.unique(person)),
        all_pairs=whole,
        with_birth=both,
        without_birth=whole - both,
        by_agency={
            name: Likeness(int(pairs[place]), int(alike[place])) for place, name in enumerate(agencies.tolist())
        },
        duplicates=_duplicates(columns["source"].astype(str), agency, person, agencies.tolist()),
    )


def _across(agency: npt.NDArray[np.int64], person: npt.NDArray[np.int64], written: npt.NDArray[np.int64]) -> Likeness:
    if not len(person):
        return Likeness(0, 0)
    return Likeness(pairs_across(agency, person), pairs_across(agency, person, written))


def _duplicates(
    source: npt.NDArray[np.str_], agency: npt.NDArray[np.int64], person: npt.NDArray[np.int64], agencies: list[str]
) -> dict[str, int]:
    if not len(person):
        return {}
    _, table = np.unique(source, return_inverse=True)
    _, first = np.unique(heaps(table, person), return_index=True)
    extra = np.bincount(agency, minlength=len(agencies)) - np.bincount(agency[first], minlength=len(agencies))
    return dict(zip(agencies, extra.tolist(), strict=True))
