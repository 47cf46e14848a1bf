"""The council's tenancies and rent accounts."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.synthetic.agencies.housing import STAGES, watch_housing


@pytest.fixture(scope="module")
def batches(watch):
    return watch_housing(watch)


@pytest.fixture(scope="module")
def members(batches, as_frames):
    return as_frames(batches)["feeds.housing_tenancy_member"]


@pytest.fixture(scope="module")
def rents(batches, as_frames):
    return as_frames(batches)["feeds.housing_rent_account"]


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert {batch.table: contract_faults(batch) for batch in batches} == {
        "feeds.housing_tenancy_member": [],
        "feeds.housing_rent_account": [],
    }


def test_no_rent_is_told_of_a_tenancy_that_is_not(members, rents):
    assert set(rents.tenancy_ref) <= set(members.tenancy_ref)


def test_a_balance_is_in_the_extract_of_its_month(rents):
    assert (pd.to_datetime(rents.known, unit="D") == rents.balance_date).all()


def test_every_tenancy_has_one_first_tenant(members):
    first = members[members.relationship == "SELF"].drop_duplicates(["tenancy_ref", "person_ref"])
    assert first.tenancy_ref.is_unique
    assert set(first.tenancy_ref) == set(members.tenancy_ref)
    assert first.is_tenant.all()


def test_a_member_is_told_at_most_twice_and_the_second_time_with_the_end(members):
    rows = members.sort_values("known").groupby(["tenancy_ref", "person_ref"]).end_date
    assert rows.size().max() <= 2
    ends = rows.agg(list)
    assert all(pd.isna(told[0]) and not pd.isna(told[1]) for told in ends if len(told) == 2)


def test_nobody_leaves_before_they_came_nor_is_known_before(members):
    ended = members.dropna(subset="end_date")
    assert (ended.start_date <= ended.end_date).all()
    assert (pd.to_datetime(members.known, unit="D") >= members.start_date).all()


def test_what_ended_before_the_first_week_is_not_told(members, watch):
    assert (members.end_date.dropna() >= pd.to_datetime(watch.calendar.start_day, unit="D")).all()


def test_founding_households_did_not_all_move_in_on_one_day(members, watch):
    founded = pd.to_datetime(watch.calendar.first_day(-watch.calendar.burn_in), unit="D")
    assert (members.start_date == founded).mean() < 0.02
    assert (members.start_date < founded).any()


def test_every_rent_account_belongs_to_a_tenancy_and_has_one_balance_a_day(rents, members):
    assert set(rents.tenancy_ref) <= set(members.tenancy_ref)
    assert not rents.duplicated(["tenancy_ref", "balance_date"]).any()


def test_a_rent_balance_is_known_after_the_tenancy(rents, members):
    signed = members[members.relationship == "SELF"].groupby("tenancy_ref").known.min()
    assert (rents.known >= rents.tenancy_ref.map(signed)).all()


def test_stages_go_up_until_the_arrears_are_over(rents):
    rents = rents.sort_values(["tenancy_ref", "balance_date"])
    rank = rents.arrears_stage.map(STAGES.index)
    before = rank.groupby(rents.tenancy_ref).shift(fill_value=0)
    assert ((rank >= before) | (rank == 0)).all()
    assert (rents.stage_date.dropna() <= rents.balance_date[rents.stage_date.notna()]).all()
    assert (rents.stage_date.isna() == (rank == 0)).all()


def test_a_notice_means_weeks_of_rent_owed(rents):
    serious = rents[rents.arrears_stage.isin(STAGES[3:])]
    assert len(serious)
    assert (serious.balance_pence >= 3 * serious.weekly_rent_pence).all()


def test_no_tenancy_is_in_a_hostel_or_refuge_or_owned(members, watch):
    tenure = dict(zip(watch.town.uprn.tolist(), watch.town.tenure.tolist(), strict=True))
    assert set(members.uprn.map(tenure)) == {1}


def test_the_same_seed_tells_the_same(members, same_watch, another_watch, as_frames):
    same = as_frames(watch_housing(same_watch))["feeds.housing_tenancy_member"]
    pd.testing.assert_frame_equal(members, same)
    other = as_frames(watch_housing(another_watch))["feeds.housing_tenancy_member"]
    assert not members.surname.head(20).equals(other.surname.head(20))
