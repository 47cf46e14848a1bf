"""Build the place before anybody lives in it: dwellings, neighbourhoods, communities and how much of them is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.identities.addresses import Kind, Tenure
from csps.synthetic.identities.town import make_dwellings
from csps.synthetic.lives.borough import Place
from csps.synthetic.lives.founding import Communities
from csps.synthetic.lives.housing import OWNER, PRIVATE, REFUGE, SHARED, SOCIAL, TEMPORARY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.identities.addresses import Dwellings
    from csps.synthetic.identities.communities import Customs
    from csps.synthetic.profile import Profile

LARGE_FAMILIES = ("charedi",)
SEEN_MORE = (
    "yoruba", "igbo", "ghanaian", "sierra_leonean", "somali", "congolese", "eritrean", "zimbabwean", "black_caribbean",
    "roma", "irish_traveller",
)  # fmt: skip
SEEN_LESS = ("charedi", "chinese", "vietnamese")
_SECTOR_OF_TENURE = {Tenure.OWNER: OWNER, Tenure.SOCIAL_RENT: SOCIAL, Tenure.PRIVATE_RENT: PRIVATE}
_SECTOR_OF_KIND = {Kind.HMO: SHARED, Kind.HOSTEL: TEMPORARY, Kind.REFUGE: REFUGE}


def build_town(profile: Profile, residents: int, rng: np.random.Generator) -> Dwellings:
    """Make as many dwellings as the residents need, and some that stand empty."""
    households = residents / profile.population.persons_per_household
    number = max(60, round(households * (1 + profile.population.vacant_share)))
    return make_dwellings(number, rng, profile.population.deprivation_shares)


def settle_place(profile: Profile, town: Dwellings, customs: Customs) -> Place:
    """Say what the lives need to know of a town and its communities."""
    codes = np.asarray(customs.codes)
    observation = profile.observation
    seen = np.where(np.isin(codes, SEEN_MORE), observation.minority, 0.0)
    seen = np.where(np.isin(codes, SEEN_LESS), observation.under_seen, seen)
    shares = np.asarray(customs.shares, dtype=np.float64)
    return Place(
        sector=_sectors(town),
        places=town.places,
        deprivation=(6 - town.deprivation_quintile).astype(np.int8),  # here 5 is the most deprived
        communities=Communities(shares / shares.sum(), np.isin(codes, LARGE_FAMILIES)),
        seen=seen,
    )


def _sectors(town: Dwellings) -> npt.NDArray[np.int8]:
    sector = np.full(len(town), PRIVATE, dtype=np.int8)
    for tenure, number in _SECTOR_OF_TENURE.items():
        sector[town.tenure == tenure] = number
    for kind, number in _SECTOR_OF_KIND.items():
        sector[town.kind == kind] = number
    return sector
