"""Housing Benefit and council tax reduction: claims and the people of each household."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import housing_and_money as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Table
from csps.contracts.retention import HOUSING_BENEFIT

AGENCY = "housing_benefit"

CLAIM = Table(
    name="feeds.housing_benefit_claim",
    agency=AGENCY,
    meaning="A household's claim at one address.",
    row="one row per claim and house",
    key=("claim_id", "house_id"),
    happened_on="from_date",
    ended_on="to_date",
    retention=HOUSING_BENEFIT,
    purposes=c.CASE_FACTS,
    source="Academy benefits system, hbhousehold with the award from hbrentass",
    columns=(
        c.reference("claim_id", "Reference of the claim.", required=True),
        c.reference("house_id", "Number of the household within the claim.", required=True),
        c.code("kind", "Housing Benefit, council tax reduction or both.", codes.HOUSING_SUPPORT_KIND),
        c.code("status", "State of the claim.", codes.CLAIM_STATUS),
        c.code("tenure", "Tenure of the home.", codes.TENURE),
        c.pence("weekly_award_pence", "Award for one week.", minimum=0),
        c.flag("dhp_ind", "Whether a discretionary housing payment is made."),
        c.address_line("addr1", "First lines of the address."),
        c.postcode("post_code"),
        c.uprn(),
        c.day("from_date", "First day of the claim at this address.", required=True),
        c.day("to_date", "Last day of the claim at this address."),
    ),
)

MEMBER = Table(
    name="feeds.housing_benefit_member",
    agency=AGENCY,
    meaning="The people of a claim's household.",
    row="one row per claim, house and person",
    key=("claim_id", "house_id", "member_ref"),
    person="member_ref",
    retention=HOUSING_BENEFIT,
    purposes=c.CASE_FACTS,
    source="Academy benefits system, hbmember; the dates are those of the claim",
    columns=(
        c.reference("claim_id", "The claim.", required=True, references="feeds.housing_benefit_claim.claim_id"),
        c.reference("house_id", "Number of the household within the claim.", required=True),
        c.person_reference("member_ref", "Claim and member number, for example 5012345-3."),
        c.full_name("name", "Name of the person, in one string."),
        c.birth_date("birth_date"),
        c.ni_number(),
        c.protected("gender", "Sex as recorded.", people.SEX, links=True),
        c.code("relationship", "Relationship to the claimant.", people.RELATIONSHIP),
    ),
)

TABLES = (CLAIM, MEMBER)
