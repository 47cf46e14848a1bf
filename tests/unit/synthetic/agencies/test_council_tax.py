"""Council tax accounts, people, homes and occupations."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.contracts.catalogue import table
from csps.contracts.model import Identity, Type
from csps.synthetic.agencies.council_tax import watch_council_tax
from csps.synthetic.agencies.occupancy import occupations
from csps.synthetic.identities.addresses import Kind


@pytest.fixture(scope="module")
def batches(watch):
    return watch_council_tax(watch)


@pytest.fixture(scope="module")
def tables(batches, as_frames):
    return {name.removeprefix("feeds.council_tax_"): frame for name, frame in as_frames(batches).items()}


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert {batch.table: contract_faults(batch) for batch in batches} == {
        f"feeds.council_tax_{name}": [] for name in ("account", "person", "property", "occupation", "arrears")
    }


def test_no_table_holds_a_date_of_birth(batches):
    for batch in batches:
        columns = table(batch.table).columns
        assert Identity.BIRTH_DATE not in {column.identity for column in columns}
        dates = {column.name for column in columns if column.type is Type.DATE}
        assert not {name for name in dates if "birth" in name}


def test_references_lead_somewhere(tables):
    accounts, properties = set(tables["account"].account_ref), set(tables["property"].property_ref)
    for name in ("person", "occupation", "arrears"):
        assert set(tables[name].account_ref) <= accounts
    assert set(tables["occupation"].property_ref) <= properties
    assert set(tables["occupation"].account_ref) == accounts


def test_accounts_properties_and_people_are_told_once(tables):
    accounts = tables["account"]
    assert accounts.groupby("account_ref").party_ref.nunique().max() == 1
    again = accounts[accounts.duplicated("account_ref", keep=False)]  # after a wedding: another surname
    assert len(again) < 0.1 * len(accounts)
    assert not again.duplicated(["account_ref", "lead_liab_name"]).any()
    assert tables["property"].property_ref.is_unique
    assert tables["property"].uprn.is_unique
    assert tables["person"].person_ref.is_unique
    assert (tables["person"].person_ref.str.partition("-")[0] == tables["person"].account_ref).all()


def test_nobody_further_is_the_first_liable_person(batches):
    account, person = batches[0], batches[1]
    first = dict(
        zip(account.columns["account_ref"].indices.tolist(), account.persons["party_ref"].tolist(), strict=True)
    )
    refs = list(account.columns["account_ref"].vocabulary)
    by_text = {refs[index]: who for index, who in first.items()}
    further = person.columns["account_ref"]
    for index, who in zip(further.indices.tolist(), person.persons["person_ref"].tolist(), strict=True):
        assert by_text[further.vocabulary[index]] != who


def test_an_occupation_ends_after_it_began_and_is_told_again_then(tables):
    rows = tables["occupation"]
    ended = rows.dropna(subset="vacation_date")
    assert (ended.occupation_date < ended.vacation_date).all()
    assert (rows.live_ind == rows.vacation_date.isna()).all()
    told = rows.groupby(["account_ref", "property_ref", "occupation_date"]).live_ind.agg(list)
    assert {tuple(sorted(pair)) for pair in told} <= {(True,), (False,), (False, True)}


def test_some_accounts_open_and_close_late(tables):
    rows = tables["occupation"]
    late = pd.to_datetime(rows.known, unit="D") - rows.occupation_date
    assert late.min() >= pd.Timedelta(0)
    ended = rows.dropna(subset="vacation_date")
    closing = pd.to_datetime(ended.known, unit="D") - ended.vacation_date
    assert closing.between(pd.Timedelta(0), pd.Timedelta(days=60)).mean() > 0.95
    assert closing.nunique() > 20


def test_no_hostel_and_no_refuge_is_on_the_list(tables, watch):
    kind = dict(zip(watch.town.uprn.tolist(), watch.town.kind.tolist(), strict=True))
    assert not set(tables["property"].uprn.map(kind)) & {Kind.HOSTEL, Kind.REFUGE}


def test_households_that_share_a_house_have_accounts_of_their_own_or_none(tables, watch):
    kind = dict(zip(watch.town.uprn.tolist(), watch.town.kind.tolist(), strict=True))
    homes = tables["property"].set_index("property_ref").uprn.map(kind)
    shared = tables["occupation"][tables["occupation"].property_ref.map(homes) == Kind.HMO]
    assert len(shared)
    lived = occupations(watch)
    rooms = (watch.town.kind[lived.dwelling] == Kind.HMO).sum()
    told = shared.drop_duplicates(["account_ref", "property_ref", "occupation_date"])
    assert 0.03 * rooms < len(told) < 0.2 * rooms


def test_bands_and_liability_are_spread(tables):
    assert tables["property"].band.nunique() >= 5
    assert {"2", "3", "4"} <= set(tables["account"].lead_liab_pos)
    assert set(tables["person"].liability) <= {"0", "1"}
    assert "1" in set(tables["person"].liability)


def test_the_same_seed_tells_the_same(tables, same_watch, as_frames):
    again = as_frames(watch_council_tax(same_watch))
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, again[f"feeds.council_tax_{name}"])
