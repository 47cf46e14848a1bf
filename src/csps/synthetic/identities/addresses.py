"""The dwellings of a town: what stands where, how it is numbered, what it is called, how deprived its surroundings are.

Fictional throughout: postcodes in the area XH, which Great Britain does not have; property reference numbers from
990,000,000,000 on, a range used by no authority we know of; area codes X01......; street and block names invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.identities.address_lines import STYLE_COUNT, AddressParts, AddressWords, lines_of_style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int32 = NDArray[np.int32]
    Texts = NDArray[np.object_]

NO_DWELLING = -1


class Kind(IntEnum):
    """What a dwelling is."""

    HOUSE = 0
    FLAT = 1  # in a block
    CONVERTED = 2  # a flat in a divided house
    HMO = 3  # rooms let singly in one house: one property number, several households
    HOSTEL = 4  # temporary accommodation: one property number, many households
    REFUGE = 5  # domestic abuse refuge: its address must never leave the vault


class Tenure(IntEnum):
    """How a dwelling is held."""

    OWNER = 0
    SOCIAL_RENT = 1
    PRIVATE_RENT = 2
    TEMPORARY = 3  # licence from the council or a charity: hostels and refuges


@dataclass(frozen=True)
class Dwellings:
    """Every dwelling of the town, one entry each, in an order in which neighbours in number are neighbours in space.

    Attributes:
        uprn: int64, distinct.
        kind, tenure: int8, see `Kind` and `Tenure`.
        places: int16, how many households it is made for: 1, or more in HMO, hostel and refuge.
        building: int32, distinct per house or block.
        number: int32, house number in the street.
        flat: int32, number in `flat_texts`, 0 for none ("14A", "3").
        block: int32, number in `block_texts`, 0 for none ("Heron House").
        street, postcode, area: int32, numbers in `street_texts`, `postcode_texts`, `area_texts`.
        neighbour: int32, the dwelling it is most easily mistaken for (14A and 14C); itself when there is none.
        deprivation: float64 in [0, 1], score of the area, high is more deprived, smooth in space.
        deprivation_quintile: int8, 1 the most deprived fifth, 5 the least.
    """

    uprn: NDArray[np.int64]
    kind: NDArray[np.int8]
    tenure: NDArray[np.int8]
    places: NDArray[np.int16]
    building: Int32
    number: Int32
    flat: Int32
    block: Int32
    street: Int32
    postcode: Int32
    area: Int32
    neighbour: Int32
    deprivation: NDArray[np.float64]
    deprivation_quintile: NDArray[np.int8]
    flat_texts: Texts
    block_texts: Texts
    street_texts: Texts
    postcode_texts: Texts
    area_texts: Texts

    def __len__(self) -> int:
        return len(self.uprn)

    def line_ids(self, dwelling: Int32, style: NDArray[np.integer] | int = 0) -> NDArray[np.int64]:
        """Give the number of each address as written in a style (see `address_lines.STYLES`); -1 for no dwelling."""
        return np.where(dwelling < 0, NO_DWELLING, np.asarray(style, dtype=np.int64) * len(self) + dwelling)

    def address_lines(self, line_ids: NDArray[np.integer]) -> Texts:
        """Write addresses, "" for -1. A dwelling's own number is the number of its address in the plain style."""
        lines = np.full(len(line_ids), "", dtype=object)
        styles = np.where(line_ids < 0, -1, line_ids // len(self))
        for style in range(STYLE_COUNT):
            here = styles == style
            if here.any():
                lines[here] = self._lines[style][line_ids[here] % len(self)]
        return lines

    def postcodes(self, dwelling: Int32) -> Texts:
        """Write postcodes, "" for no dwelling."""
        return np.where(dwelling < 0, "", self.postcode_texts[self.postcode[dwelling]])

    @cached_property
    def _lines(self) -> list[Texts]:
        words = AddressWords(self.flat_texts, self.block_texts, self.street_texts)
        parts = AddressParts(self.flat, self.block, self.number, self.street)
        return [lines_of_style(style, words, parts) for style in range(STYLE_COUNT)]
