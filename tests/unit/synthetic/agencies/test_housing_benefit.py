"""Housing Benefit and council tax reduction."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.synthetic.agencies.housing_benefit import watch_housing_benefit
from csps.synthetic.lives.population import NOBODY


@pytest.fixture(scope="module")
def batches(watch):
    return watch_housing_benefit(watch)


@pytest.fixture(scope="module")
def claims(batches, as_frames):
    return as_frames(batches)["feeds.housing_benefit_claim"]


@pytest.fixture(scope="module")
def members(batches, as_frames):
    return as_frames(batches)["feeds.housing_benefit_member"]


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert [contract_faults(batch) for batch in batches] == [[], []]


def test_members_belong_to_a_claim_at_one_of_its_houses(claims, members):
    houses = set(zip(claims.claim_id, claims.house_id, strict=True))
    assert set(zip(members.claim_id, members.house_id, strict=True)) <= houses
    assert not members.duplicated(["claim_id", "house_id", "member_ref"]).any()


def test_the_first_member_of_each_house_is_a_claimant(members):
    first = members[members.relationship == "SELF"]
    assert not first.duplicated(["claim_id", "house_id"]).any()
    assert len(first) == len(members.drop_duplicates(["claim_id", "house_id"]))


def test_a_person_keeps_one_number_in_a_claim(batches):
    refs, persons = batches[1].columns["member_ref"], batches[1].persons["member_ref"]
    texts = pd.Series([refs.vocabulary[index] for index in refs.indices])
    assert pd.Series(persons).groupby(texts).nunique().max() == 1
    claim = texts.str.partition("-")[0]
    assert texts.groupby([claim, persons]).nunique().max() == 1


def test_a_claim_begins_before_it_ends_and_says_so_when_it_has(claims):
    ended = claims.dropna(subset="to_date")
    assert (ended.from_date < ended.to_date).all()
    assert ((claims.status == "ENDED") == claims.to_date.notna()).all()
    assert (pd.to_datetime(claims.known, unit="D") >= claims.from_date).all()


def test_owners_are_helped_with_council_tax_only_and_hostels_with_rent_only(claims):
    assert set(claims.kind[claims.tenure == "OWNER"]) <= {"CTR"}
    assert set(claims.kind[claims.tenure == "TEMPORARY"]) <= {"HB"}
    assert not claims.dhp_ind[claims.kind == "CTR"].any()


def test_babies_are_added_after_their_birth(members, batches, watch):
    persons = batches[1].persons["member_ref"]
    assert (persons != NOBODY).all()
    assert (batches[1].known >= watch.history.people["birth"][persons]).all()


def test_about_a_tenth_of_households_claim(claims, watch):
    live = claims.drop_duplicates(["claim_id", "house_id"])
    households = (watch.history.occupation["end"] > watch.calendar.end_day).sum()
    ended = claims[claims.status == "ENDED"].claim_id.nunique()
    assert 0.03 < (live.claim_id.nunique() - ended) / households < 0.25


def test_the_same_seed_tells_the_same(members, same_watch, as_frames):
    again = as_frames(watch_housing_benefit(same_watch))["feeds.housing_benefit_member"]
    pd.testing.assert_frame_equal(members, again)
