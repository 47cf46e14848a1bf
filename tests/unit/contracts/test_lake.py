"""Outside the vault nobody is named, and every row says since when it was known."""

from __future__ import annotations

import pytest

from csps.contracts.catalogue import catalogue, delivered_tables, table
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.lake import lake_name, lake_table, register_of
from csps.contracts.model import Column, Identity, Purpose, Sensitivity, Type
from csps.domain.errors import ContractError

every_table = pytest.mark.parametrize("declared", FEED_TABLES, ids=lambda t: t.name)


@every_table
def test_no_identity_and_no_reference_of_a_person_survives(declared):
    outside = lake_table(declared)
    assert outside.identities == ()
    persons = {column.name for column in declared.columns if register_of(declared, column.name)}
    assert not persons & set(outside.column_names)
    assert not {column.name for column in declared.identities} & set(outside.column_names)


@every_table
def test_a_row_has_a_pseudonym_and_an_origin(declared):
    outside = lake_table(declared)
    assert outside.column_names[0] == "record_id"
    assert outside.column_names[-3:] == ("delivery", "line", "known_on")
    assert all(outside[name].required for name in ("record_id", "delivery", "line", "known_on"))
    assert outside["known_on"].type is Type.DATE
    assert outside.key[-1] == "known_on"
    assert (outside.person == "record_id") is (declared.person is not None)


@every_table
def test_month_of_birth_stands_where_a_date_of_birth_stood(declared):
    held = Identity.BIRTH_DATE in {column.identity for column in declared.columns}
    assert ("month_of_birth" in lake_table(declared)) is held


@every_table
def test_every_other_column_is_as_it_was(declared):
    outside = lake_table(declared)
    for column in declared.columns:
        if column.identity is None and register_of(declared, column.name) is None:
            assert outside[column.name] == column


@every_table
def test_protected_characteristics_stay_out_of_features(declared):
    outside = lake_table(declared)
    for column in outside.columns:
        if column.sensitivity is Sensitivity.PROTECTED:
            assert Purpose.SCORING not in outside.purposes_of(column.name)


def test_references_lead_somewhere_in_the_lake_too():
    assert len(catalogue(map(lake_table, FEED_TABLES))) == len(delivered_tables())


def test_an_event_and_its_person_share_a_register():
    assert register_of(table("feeds.ssd_person"), "pers_person_id") == "feeds.ssd_person"
    assert register_of(table("feeds.ssd_s47_enquiry"), "s47e_person_id") == "feeds.ssd_person"
    assert register_of(table("feeds.ssd_s47_enquiry"), "s47e_referral_id") is None
    assert lake_table(table("feeds.ssd_s47_enquiry"))["record_id"].references == "feeds.ssd_person.record_id"


def test_a_mother_and_her_child_have_a_pseudonym_each():
    outside = lake_table(table("feeds.ssd_mother"))
    assert outside["moth_childs_person_record_id"].references == "feeds.ssd_person.record_id"
    assert lake_name(table("feeds.ssd_mother"), "moth_person_id") == "record_id"


def test_a_row_about_a_place_is_keyed_by_itself():
    outside = lake_table(table("feeds.housing_rent_account"))
    assert outside.key == ("tenancy_ref", "balance_date", "known_on")
    assert outside.person is None
    assert outside["record_id"].required


def test_a_row_that_may_name_nobody_still_has_a_pseudonym():
    declared = table("feeds.police_asb")
    assert not declared["nominal_id"].required
    assert lake_table(declared)["record_id"].required


def test_two_dates_of_birth_in_one_row_are_refused():
    declared = table("feeds.ssd_person")
    second = Column(
        sensitivity=Sensitivity.PERSONAL,
        name="b",
        type=Type.DATE,
        meaning="Of the child.",
        identity=Identity.BIRTH_DATE,
    )
    with pytest.raises(ContractError, match="month_of_birth is declared twice"):
        lake_table(declared.with_columns((*declared.columns, second)))
