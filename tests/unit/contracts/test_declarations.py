"""Every table an agency delivers is declared, complete, and kept from uses it must not have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from csps.contracts.catalogue import delivered_tables, table
from csps.contracts.code_lists import attendance, people, programme
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.model import Identity, Purpose, Sensitivity, Type

EXPECTED = [
    "ssd_person",
    "ssd_address",
    "ssd_family",
    "ssd_mother",
    "ssd_linked_identifiers",
    "ssd_contacts",
    "ssd_early_help_episodes",
    "ssd_cin_episodes",
    "ssd_cin_assessments",
    "ssd_assessment_factors",
    "ssd_s47_enquiry",
    "ssd_initial_cp_conference",
    "ssd_cp_plans",
    "ssd_cla_episodes",
    "ssd_legal_status",
    "ssd_cin_plans",
    "ssd_missing",
    "ssd_disability",
    "adult_social_care_client",
    "adult_social_care_event",
    "housing_tenancy_member",
    "housing_rent_account",
    "homelessness_case",
    "homelessness_person",
    "police_incident",
    "police_asb",
    "marac_case",
    "council_tax_account",
    "council_tax_person",
    "council_tax_occupation",
    "council_tax_property",
    "council_tax_arrears",
    "housing_benefit_claim",
    "housing_benefit_member",
    "school_enrolment",
    "school_attendance",
    "school_exclusion",
    "school_sen",
    "school_home_education",
    "early_years_takeup",
    "school_admission_contact",
    "neet_activity",
    "youth_justice_offence",
    "probation_order",
    "prison_custody",
    "benefit_spell",
    "health_flag",
    "professional_nomination",
    "restriction",
    "debt_case",
    "programme_case",
    "programme_member",
    "programme_need",
    "ssd_cla_placement",
    "ssd_cla_reviews",
    "ssd_cla_health",
    "ssd_care_leavers",
    "ssd_permanence",
    "ssd_cla_previous_permanence",
    "ssd_immigration_status",
    "ssd_involvements",
    "ssda903_deprivation_of_liberty",
    "ssd_cp_reviews",
    "ssd_pre_proceedings",
    "service_involvement",
    "termly_attendance",
]
every_table = pytest.mark.parametrize("declared", FEED_TABLES, ids=lambda t: t.name)


def test_the_tables_are_those_the_house_expects():
    assert set(delivered_tables()) == {f"feeds.{name}" for name in EXPECTED}


@every_table
def test_a_table_says_what_it_is_and_where_it_comes_from(declared):
    assert declared.meaning.endswith(".")
    assert declared.row.startswith("one row per ")
    assert declared.source
    assert declared.agency


@every_table
def test_a_column_says_what_it_means_what_it_is_for_and_how_long_it_is_kept(declared):
    for column in declared.columns:
        assert column.meaning.endswith("."), column.name
        assert declared.purposes_of(column.name), column.name
        assert declared.retention_of(column.name).years > 0, column.name
        assert declared.retention_of(column.name).source, column.name


@every_table
def test_no_feed_holds_a_real_number_or_free_text(declared):
    for column in declared.columns:
        assert column.type is not Type.REAL, column.name
        assert column.identity is not Identity.FREE_TEXT, column.name


@every_table
def test_a_protected_characteristic_is_never_scored_nor_shown(declared):
    for column in declared.columns:
        if column.codes in people.PROTECTED_LISTS:
            assert column.sensitivity is Sensitivity.PROTECTED, column.name
        if column.sensitivity is Sensitivity.PROTECTED:
            assert not declared.purposes_of(column.name) - {Purpose.EVALUATION, Purpose.LINKAGE}, column.name


@pytest.mark.parametrize(
    ("agency", "care"),
    [
        *((agency, Sensitivity.CRIMINAL) for agency in ("police", "probation", "youth_justice", "domestic_abuse")),
        ("adult_social_care", Sensitivity.SPECIAL),
        ("health", Sensitivity.SPECIAL),
    ],
)
def test_a_fact_from_an_agency_of_crime_or_health_is_as_sensitive_as_its_being_known_there(agency, care):
    looked_at = 0
    for declared in (one for one in FEED_TABLES if one.agency == agency):
        for column in declared.columns:
            fact = column.identity is None and column.type is not Type.TEXT
            if fact and column.sensitivity is not Sensitivity.PROTECTED and column.name != "date_of_death":
                looked_at += 1
                assert column.sensitivity is care, f"{declared.name}.{column.name}"
    assert looked_at >= 4


def test_why_a_family_was_helped_is_as_sensitive_as_why_it_was_in_need():
    reason, need = table("feeds.ssd_early_help_episodes")["earl_episode_reason"], table("feeds.ssd_cin_episodes")
    assert reason.sensitivity is need["cine_cin_primary_need_code"].sensitivity is Sensitivity.SPECIAL


def test_what_several_services_say_in_one_table_is_handled_as_the_police_would():
    declared = table("feeds.service_involvement")
    for name in ("service", "involvement", "person_role", "anti_social_behaviour", "first_on", "last_on"):
        assert declared[name].sensitivity is Sensitivity.CRIMINAL, name
    assert "NHS" not in declared.retention.source


@every_table
def test_an_identity_serves_linkage_and_casework_only(declared):
    for column in declared.identities:
        assert declared.purposes_of(column.name) <= {Purpose.LINKAGE, Purpose.CASEWORK}, column.name


@every_table
def test_a_name_that_smells_of_identity_is_marked_as_one(declared):
    smells = {"forename", "surname", "name", "dob", "birth", "postcode", "address", "upn", "uprn", "email", "number"}
    exempt = {"pers_expected_dob", "addr_address_start_date", "addr_address_end_date"}
    for column in declared.columns:
        if set(column.name.split("_")) & smells and column.type in (Type.TEXT, Type.DATE):
            assert column.identity is not None or column.name in {declared.person, *exempt}, column.name


@every_table
def test_no_identity_is_part_of_a_key(declared):
    assert not [name for name in declared.key if declared[name].identity]


@every_table
def test_a_table_with_identities_of_people_names_the_person(declared):
    named = {Identity.FORENAME, Identity.SURNAME, Identity.FULL_NAME, Identity.BIRTH_DATE}
    if any(column.identity in named for column in declared.columns):
        assert declared.person is not None


@every_table
def test_a_required_day_says_when_a_row_happened(declared):
    if declared.happened_on is not None and declared.name != "feeds.ssd_linked_identifiers":
        assert declared[declared.happened_on].required
    dated = [column for column in declared.columns if column.type is Type.DATE and column.required]
    assert not dated or declared.happened_on is not None


@every_table
def test_a_reference_of_a_person_leads_to_a_register_of_persons(declared):
    for column in declared.columns:
        target, _, name = (column.references or "").rpartition(".")
        if target and table(target).person == name:
            assert table(target)[name].references is None


def test_council_tax_and_admissions_hold_no_date_of_birth():
    for declared in FEED_TABLES:
        if declared.agency == "council_tax" or declared.name == "feeds.school_admission_contact":
            assert Identity.BIRTH_DATE not in {column.identity for column in declared.columns}


def test_no_delivery_says_when_it_was_known():
    assert not [t.name for t in FEED_TABLES if "known_on" in t]


def test_register_codes_change_on_19_august_2024():
    before, after = attendance.LAST_DAY_OF_OLD_CODES, attendance.FIRST_DAY_OF_NEW_CODES
    assert after - before == timedelta(days=1)
    assert after == date(2024, 8, 19)
    old, new = set(attendance.REGISTER_CODE.valid_on(before)), set(attendance.REGISTER_CODE.valid_on(after))
    assert old - new == {"H", "J", "Y"}
    assert new - old == {"C1", "C2", "J1", "K", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"}
    assert {"/", "\\", "C", "D", "I", "O", "U", "X", "#"} <= old & new


def test_every_register_code_counts_as_something_and_an_absence_is_never_a_presence():
    assert set(attendance.COUNTED_AS) == set(attendance.REGISTER_CODE.values)
    assert attendance.COUNTED_AS["J"] is attendance.Counted.PRESENT
    assert attendance.COUNTED_AS["J1"] is attendance.Counted.AUTHORISED
    assert attendance.COUNTED_AS["Q"] is attendance.Counted.NOT_POSSIBLE
    unauthorised = {code for code, counted in attendance.COUNTED_AS.items() if counted == "unauthorised absence"}
    assert unauthorised == {"G", "N", "O", "U"}


def test_a_code_list_names_each_value_once():
    lists = {column.codes.name: column.codes for t in FEED_TABLES for column in t.columns if column.codes}
    for listed in lists.values():
        assert len(set(listed.values)) == len(listed.values), listed.name
        assert listed.source
        assert all(code.meaning for code in listed.codes)


def test_two_lists_never_share_a_name():
    lists = {column.codes for t in FEED_TABLES for column in t.columns if column.codes}
    assert len({listed.name for listed in lists}) == len(lists)


def test_both_rule_sets_have_all_their_needs():
    assert len(programme.SUPPORTING_FAMILIES_NEED.values) == 34
    assert {value.partition(".")[0] for value in programme.SUPPORTING_FAMILIES_NEED.values} == {
        f"SF{headline}" for headline in range(1, 11)
    }
    assert programme.TROUBLED_FAMILIES_PROBLEM.values == tuple(f"TF{problem}" for problem in range(1, 7))


def test_police_ethnicity_maps_onto_the_education_list():
    assert set(people.POLICE_TO_DFE_ETHNICITY) == set(people.ETHNICITY_POLICE.values)
    assert set(people.POLICE_TO_DFE_ETHNICITY.values()) <= set(people.ETHNICITY_DFE.values)
