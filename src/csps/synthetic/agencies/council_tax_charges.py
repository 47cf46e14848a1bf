"""What council tax a home costs: its band and the charge of each financial year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.identities.addresses import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

BANDS = tuple("ABCDEFGH")
NINTHS = np.array([6, 7, 8, 9, 11, 13, 15, 18])  # of band D, Local Government Finance Act 1992, section 5
BAND_D = 145_000  # pence in 2019-20; assumption, near an inner-London borough's
GROWTH = 0.042  # a year
MIDDLE, HOUSE_MORE, QUINTILE_MORE, SPREAD = 1.3, 1.0, 0.35, 1.0  # position of the band: flats are mostly B to D


def bands(watch: Watch) -> Ids:
    """Give the band of every dwelling as a position in `BANDS`: higher for houses and where deprivation is lower."""
    town = watch.town
    middle = MIDDLE + HOUSE_MORE * (town.kind == Kind.HOUSE) + QUINTILE_MORE * (town.deprivation_quintile - 1)
    drawn = watch.rng("council tax bands").normal(middle, SPREAD)
    band: Ids = np.rint(drawn).clip(0, len(BANDS) - 1).astype(np.int64)
    return band


def annual_charges(band: Ids, month: Ids, discount: npt.NDArray[np.float64]) -> Ids:
    """Give the charge in pence for the financial year a month lies in.

    >>> april = np.array([(2020 - 1970) * 12 + 3])
    >>> annual_charges(np.array([3]), april, np.array([0.25])).tolist()
    [113318]
    """
    april_2019 = (2019 - 1970) * 12 + 3
    years = (month - april_2019) // 12
    charge: Ids = np.rint(BAND_D * (1 + GROWTH) ** years * NINTHS[band] / 9 * (1 - discount)).astype(np.int64)
    return charge


def discounts(alone: npt.NDArray[np.bool_], reduced: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Give the share of the charge that is not asked for: a quarter of who lives alone, most of who is on low income."""
    return 1 - np.where(alone, 0.75, 1.0) * np.where(reduced, 0.4, 1.0)
