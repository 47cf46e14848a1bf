"""The town is whole, smooth, mixed and nowhere in Great Britain."""

from __future__ import annotations

import re

import numpy as np
import pytest

from csps.domain.errors import UsageError
from csps.domain.identifiers import normalise_postcode
from csps.synthetic.identities.addresses import Kind, Tenure
from csps.synthetic.identities.town import make_dwellings


@pytest.mark.parametrize("count", [1, 2, 7, 619, 1_500])
def test_a_town_has_as_many_dwellings_as_asked_for(count):
    town = make_dwellings(count, np.random.default_rng(count))
    assert len(town) == count
    assert len(set(town.uprn.tolist())) == count
    assert all(town.address_lines(np.arange(count)))


@pytest.mark.parametrize("count", [0, -5, 1_000_001])
def test_an_absurd_town_is_refused(count):
    with pytest.raises(UsageError, match="dwellings"):
        make_dwellings(count, np.random.default_rng(0))


@pytest.mark.parametrize("shares", [(1.0,), (0.5, 0.5, 0.5, 0.0, 0.0), (-0.2, 0.6, 0.2, 0.2, 0.2)])
def test_shares_that_are_none_are_refused(shares):
    with pytest.raises(UsageError, match="quintiles"):
        make_dwellings(10, np.random.default_rng(0), shares)


def test_no_address_is_real(town):
    assert all(re.fullmatch(r"XH\d [1-9][A-Z]{2}", text) for text in town.postcode_texts)
    assert all(normalise_postcode(text) == text for text in town.postcode_texts)
    assert len(set(town.postcode_texts)) == len(town.postcode_texts)
    assert town.uprn.min() > 990_000_000_000
    assert town.uprn.max() < 10**12
    assert all(text.startswith("X01") for text in town.area_texts)


def test_addresses_are_distinct_in_the_plain_style(town):
    lines = town.address_lines(np.arange(len(town)))
    assert len(set(lines.tolist())) == len(town)


def test_flat_14a_and_14c_are_mistaken_for_each_other(town):
    lines = town.address_lines(np.arange(len(town)))
    at = next(place for place, line in enumerate(lines) if line.startswith("Flat 14A, "))
    other = lines[town.neighbour[at]]
    assert other == lines[at].replace("14A", "14C")
    assert lines[town.neighbour[town.neighbour[at]]] == lines[at]


def test_a_neighbour_is_in_the_same_building_or_street(town):
    assert (town.street[town.neighbour] == town.street).all()
    flats = np.isin(town.kind, (Kind.FLAT, Kind.CONVERTED))
    assert (town.building[town.neighbour] == town.building)[flats].all()
    assert (town.neighbour != np.arange(len(town))).mean() > 0.85


def test_the_mix_is_that_of_inner_london(town):
    share = np.bincount(town.tenure, minlength=4) / len(town)
    assert share[Tenure.SOCIAL_RENT] == pytest.approx(0.42, abs=0.06)
    assert share[Tenure.PRIVATE_RENT] == pytest.approx(0.33, abs=0.06)
    assert set(np.unique(town.kind)) == set(Kind)
    several = np.isin(town.kind, (Kind.HMO, Kind.HOSTEL, Kind.REFUGE))
    assert (town.places[several] > 1).all()
    assert (town.places[~several] == 1).all()
    assert (town.tenure[np.isin(town.kind, (Kind.HOSTEL, Kind.REFUGE))] == Tenure.TEMPORARY).all()


def test_deprivation_is_smooth_in_space_and_in_fifths():
    town = make_dwellings(60_000, np.random.default_rng(5))
    _, first = np.unique(town.area, return_index=True)
    score = town.deprivation[first]
    steps, shuffled = np.abs(np.diff(score)), np.abs(np.diff(np.random.default_rng(0).permutation(score)))
    assert steps.mean() < 0.6 * shuffled.mean()
    assert np.bincount(town.deprivation_quintile)[1:] / len(town) == pytest.approx(0.2, abs=0.02)
    assert (
        town.deprivation[town.deprivation_quintile == 1].min() > town.deprivation[town.deprivation_quintile == 5].max()
    )
    size = np.bincount(town.area)
    assert 500 < size.min() <= size.max() < 750


def test_quintiles_may_be_those_of_the_country():
    town = make_dwellings(60_000, np.random.default_rng(5), (0.5, 0.3, 0.2, 0.0, 0.0))
    assert np.bincount(town.deprivation_quintile, minlength=6)[1:] / len(town) == pytest.approx(
        [0.5, 0.3, 0.2, 0, 0], abs=0.03
    )


def test_the_same_seed_gives_the_same_town():
    one, two = (make_dwellings(3_000, np.random.default_rng(8)) for _ in range(2))
    everywhere = np.arange(3_000)
    assert (one.address_lines(everywhere) == two.address_lines(everywhere)).all()
    assert (one.uprn == two.uprn).all()
    assert (one.tenure == two.tenure).all()
