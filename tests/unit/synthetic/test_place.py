"""The place before anybody lives in it: what the lives are told of the town and its communities."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities.addresses import Kind, Tenure
from csps.synthetic.identities.names import NameBook
from csps.synthetic.lives.housing import OWNER, PRIVATE, REFUGE, SHARED, SOCIAL, TEMPORARY
from csps.synthetic.place import LARGE_FAMILIES, SEEN_LESS, SEEN_MORE, build_town, settle_place
from csps.synthetic.profile import load_profile

RESIDENTS = 12_000


@pytest.fixture(scope="module")
def profile():
    return load_profile("inner-london")


@pytest.fixture(scope="module")
def customs():
    return NameBook.load().customs


@pytest.fixture(scope="module")
def town(profile):
    return build_town(profile, RESIDENTS, np.random.default_rng(1))


@pytest.fixture(scope="module")
def place(profile, town, customs):
    return settle_place(profile, town, customs)


def test_there_are_dwellings_for_every_household_and_some_to_spare(profile, town):
    households = RESIDENTS / profile.population.persons_per_household
    assert households < len(town) < 1.2 * households


def test_the_smallest_town_has_every_kind_of_dwelling_the_lives_ask_for(profile):
    town = build_town(profile, 1, np.random.default_rng(1))
    assert len(town) >= 60


def test_sectors_follow_tenure_but_shared_houses_hostels_and_refuges_are_sectors_of_their_own(place, town):
    expected = {
        Tenure.OWNER: OWNER, Tenure.SOCIAL_RENT: SOCIAL, Tenure.PRIVATE_RENT: PRIVATE,
        Kind.HMO: SHARED, Kind.HOSTEL: TEMPORARY, Kind.REFUGE: REFUGE,
    }  # fmt: skip
    special = {int(kind): expected[kind] for kind in (Kind.HMO, Kind.HOSTEL, Kind.REFUGE)}
    by_tenure = {int(tenure): expected[tenure] for tenure in (Tenure.OWNER, Tenure.SOCIAL_RENT, Tenure.PRIVATE_RENT)}
    for sector, kind, tenure in zip(place.sector.tolist(), town.kind.tolist(), town.tenure.tolist(), strict=True):
        assert sector == special.get(kind, by_tenure.get(tenure))
    assert set(place.sector.tolist()) == {OWNER, SOCIAL, PRIVATE, SHARED, TEMPORARY, REFUGE}


def test_only_shared_houses_hostels_and_refuges_hold_several_households(place, town):
    several = np.isin(place.sector, [SHARED, TEMPORARY, REFUGE])
    assert (place.places[several] > 1).all()
    assert (place.places[~several] == 1).all()
    assert np.array_equal(place.places, town.places)


def test_the_most_deprived_fifth_of_the_country_is_the_fifth_level_of_the_lives(place, town):
    assert set(zip(town.deprivation_quintile.tolist(), place.deprivation.tolist(), strict=True)) <= {
        (1, 5), (2, 4), (3, 3), (4, 2), (5, 1),
    }  # fmt: skip
    assert (place.deprivation == 5).any()
    assert len(set(place.deprivation.tolist())) > 2


def test_shares_of_communities_add_up_to_one_and_large_families_are_marked(place, customs):
    assert place.communities.shares.sum() == pytest.approx(1)
    assert (place.communities.shares > 0).all()
    large = [code for code, is_large in zip(customs.codes, place.communities.large, strict=True) if is_large]
    assert large == list(LARGE_FAMILIES)


def test_communities_seen_more_or_less_are_in_the_name_book_and_no_other_is(place, profile, customs):
    assert {*LARGE_FAMILIES, *SEEN_MORE, *SEEN_LESS} <= set(customs.codes)
    assert not set(SEEN_MORE) & set(SEEN_LESS)
    seen = dict(zip(customs.codes, place.seen.tolist(), strict=True))
    assert {code for code, how in seen.items() if how == profile.observation.minority} == set(SEEN_MORE)
    assert {code for code, how in seen.items() if how == profile.observation.under_seen} == set(SEEN_LESS)
    assert {how for code, how in seen.items() if code not in SEEN_MORE + SEEN_LESS} == {0.0}


def test_the_same_randomness_builds_the_same_town(profile, town):
    again, other = (build_town(profile, RESIDENTS, np.random.default_rng(seed)) for seed in (1, 2))
    assert all(np.array_equal(getattr(town, name), getattr(again, name)) for name in ("uprn", "kind", "tenure"))
    assert not np.array_equal(town.uprn, other.uprn)
