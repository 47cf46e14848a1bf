"""Everything together: the contracts are kept, references lead somewhere, nothing ends before it begins."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from csps.contracts.catalogue import table
from csps.contracts.code_lists.childrens_services import ASSESSMENT_FACTORS
from csps.synthetic.agencies.childrens_social_care.office import watch_childrens_social_care
from csps.synthetic.agencies.everyone import WATCHED
from csps.synthetic.lives.population import NOBODY

TABLES = sorted(name for name in WATCHED if table(name).agency == "childrens_social_care")
FACTORS = "feeds.ssd_assessment_factors"


def test_every_table_of_the_agency_is_delivered_and_holds_rows(delivered):
    assert sorted(batch.table for batch in delivered) == TABLES
    assert [batch.table for batch in delivered if not len(batch)] == []


def test_every_row_keeps_its_contract(delivered, contract_faults):
    assert {
        batch.table: contract_faults(batch) for batch in delivered if batch.table != FACTORS and contract_faults(batch)
    } == {}


def test_every_factor_is_in_its_list(frames):
    codes = {
        code for text in frames["ssd_assessment_factors"]["cinf_assessment_factors_json"] for code in json.loads(text)
    }
    assert codes <= set(ASSESSMENT_FACTORS.values)


@pytest.mark.parametrize("name", TABLES)
def test_references_lead_to_a_row(frames, name):
    for column in table(name).columns:
        if column.references:
            target, _, target_column = column.references.removeprefix("feeds.").rpartition(".")
            asked = frames[name.removeprefix("feeds.")][column.name].dropna()
            assert set(asked) <= set(frames[target][target_column]), column.name


@pytest.mark.parametrize("name", TABLES)
def test_nothing_ends_before_it_begins_nor_is_known_before_it_happened(frames, name):
    contract, frame = table(name), frames[name.removeprefix("feeds.")]
    known = pd.to_datetime(frame["known"], unit="D")
    if contract.happened_on:
        assert (frame[contract.happened_on] <= known).all()
    if contract.ended_on:
        ended = frame[contract.ended_on].notna()
        assert (frame[contract.happened_on] <= frame[contract.ended_on])[ended].all()
        assert (frame[contract.ended_on] <= known)[ended].all()


@pytest.mark.parametrize("name", [name for name in TABLES if table(name).ended_on])
def test_what_lasts_is_told_open_first_and_ended_later(frames, name):
    contract, frame = table(name), frames[name.removeprefix("feeds.")]
    if name == "feeds.ssd_linked_identifiers":
        pytest.skip("numbers have no last day")
    ended = frame[contract.ended_on].notna()
    assert not frame[ended].duplicated(contract.key).any()
    opened = frame[~ended].groupby(contract.key[0])["known"].max()
    closed = frame[ended].set_index(contract.key[0])["known"]
    both = opened.index.intersection(closed.index)
    assert len(both)
    assert (opened[both] < closed[both]).all()


@pytest.mark.parametrize("name", TABLES)
def test_no_two_rows_with_one_key_are_known_on_one_day(frames, name):
    contract, frame = table(name), frames[name.removeprefix("feeds.")]
    assert not frame.duplicated([*contract.key, "known"]).any()


def test_what_was_over_before_the_first_delivery_is_left_out(watch, settled, as_days):
    start = pd.Timestamp("1970-01-01") + pd.Timedelta(days=watch.calendar.start_day)
    closed = as_days(settled["ssd_cin_episodes"]["cine_close_date"]).dropna()
    assert (closed >= start).all()
    assert (as_days(settled["ssd_cin_episodes"]["cine_referral_date"]) < start).any()


def test_the_person_of_a_row_is_the_person_of_its_reference(frames):
    whose = frames["ssd_person"].groupby("pers_person_id")["true pers_person_id"].agg(["nunique", "first"])
    assert (whose["nunique"] == 1).all()
    for name, frame in frames.items():
        for role in [column.removeprefix("true ") for column in frame.columns if column.startswith("true ")]:
            assert (frame[f"true {role}"] != NOBODY).all()
            assert (whose.loc[frame[role], "first"].to_numpy() == frame[f"true {role}"].to_numpy()).all(), (name, role)


def test_one_seed_gives_one_delivery(watch, delivered):
    for first, again in zip(delivered, watch_childrens_social_care(watch), strict=True):
        assert np.array_equal(first.known, again.known)
        for name, values in first.columns.items():
            other = again.columns[name]
            if hasattr(values, "indices"):
                assert np.array_equal(values.indices, other.indices), name
                assert list(values.vocabulary) == list(other.vocabulary), name
            else:
                assert np.ma.allequal(values, other) or values.dtype.kind == "M", name


def test_an_adopted_child_is_two_people_whom_nothing_joins(adopting_watch, adopted_children, as_frames):
    assert len(adopted_children)
    batches = watch_childrens_social_care(adopting_watch)
    frames = as_frames(batches)
    persons = frames["feeds.ssd_person"].assign(
        true=next(b for b in batches if b.table == "feeds.ssd_person").persons["pers_person_id"]
    )
    adopted = persons[persons["true"].isin(adopted_children)]
    twice = 0
    for child, rows in adopted.groupby("true"):
        day = adopting_watch.history.people["adopted_on"][child]
        former = set(rows.loc[rows["known"] < day, "pers_person_id"])
        later = set(rows["pers_person_id"]) - former
        twice += bool(former and later)
        assert not set(rows.loc[rows["pers_person_id"].isin(former), "pers_common_child_id"].dropna()) & set(
            rows.loc[rows["pers_person_id"].isin(later), "pers_common_child_id"].dropna()
        )
        links = frames["feeds.ssd_linked_identifiers"]
        values = [
            set(links.loc[links["link_person_id"].isin(side), "link_identifier_value"]) for side in (former, later)
        ]
        assert not values[0] & (values[1] | later)
        assert not values[1] & former
        for table_name, column, reference in (
            ("feeds.ssd_cin_episodes", "cine_person_id", "cine_referral_id"),
            ("feeds.ssd_contacts", "cont_person_id", "cont_contact_id"),
        ):
            frame = frames[table_name]
            sides = [set(frame.loc[frame[column].isin(side), reference]) for side in (former, later)]
            assert not sides[0] & sides[1]
        homes = frames["feeds.ssd_address"]
        began = homes.loc[homes["addr_person_id"].isin(former), "addr_address_start_date"]
        assert (pd.to_datetime(began) <= pd.Timestamp("1970-01-01") + pd.Timedelta(days=int(day))).all()
    assert twice
