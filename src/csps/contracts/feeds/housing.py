"""The council as a landlord, and housing associations that share data: who lives in a tenancy, and its rent account."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import housing_and_money as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Table
from csps.contracts.retention import TENANCY

AGENCY = "housing"

TENANCY_MEMBER = Table(
    name="feeds.housing_tenancy_member",
    agency=AGENCY,
    meaning="Tenants and the people who live with them.",
    row="one row per tenancy and person",
    key=("tenancy_ref", "person_ref"),
    person="person_ref",
    happened_on="start_date",
    ended_on="end_date",
    retention=TENANCY,
    purposes=c.CASE_FACTS,
    source="tenancy extract of a council's housing system (person, tenure and asset joined)",
    columns=(
        c.reference("tenancy_ref", "Reference of the tenancy.", required=True),
        c.person_reference("person_ref", "The housing system's own reference of the person."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.ni_number(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.flag("is_tenant", "Whether the person is a tenant, not only a member of the household."),
        c.code("relationship", "Relationship to the first tenant.", people.RELATIONSHIP),
        c.code("tenure", "What kind of tenancy it is.", codes.TENURE),
        c.count("bedrooms", "Bedrooms of the home.", "bedrooms", maximum=12),
        c.day("start_date", "First day in the tenancy.", required=True),
        c.day("end_date", "Last day in the tenancy."),
    ),
)

RENT_ACCOUNT = Table(
    name="feeds.housing_rent_account",
    agency=AGENCY,
    meaning="Balance and arrears stage of a rent account, as often as housing reports it.",
    row="one row per tenancy and day of balance",
    key=("tenancy_ref", "balance_date"),
    happened_on="balance_date",
    retention=TENANCY,
    purposes=c.CASE_FACTS,
    source="rent account extract of a council's housing system",
    columns=(
        c.reference(
            "tenancy_ref",
            "The tenancy.",
            required=True,
            references="feeds.housing_tenancy_member.tenancy_ref",
        ),
        c.day("balance_date", "Day of the balance.", required=True),
        c.pence("balance_pence", "What is owed; below zero when in credit.", required=True),
        c.pence("weekly_rent_pence", "Rent for one week.", minimum=0),
        c.code("arrears_stage", "Stage of action about arrears.", codes.HOUSING_ARREARS_STAGE),
        c.day("stage_date", "Day on which the stage began."),
    ),
)

TABLES = (TENANCY_MEMBER, RENT_ACCOUNT)
