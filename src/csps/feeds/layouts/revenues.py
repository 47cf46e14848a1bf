"""Council tax and Housing Benefit as Hackney extracts them: a file for each table of the office's system.

Headings as its person matching reads them. Nobody's date of birth is in council tax.
"""

from __future__ import annotations

from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import as_it_is, code, day, first_of, joined, lines, number, sex, yes_no

COUNCIL_TAX, BENEFIT = "council tax", "housing benefit"
ACCOUNT = as_it_is("account_ref")
ADDRESS = ("addr1", "addr2", "addr3", "addr4")
UNDER_ITS_NAME = {
    "account_reference": "account_ref", "account_no": "account_ref", "property_reference": "property_ref",
    "post_code": "postcode", "address1": "addr1", "address2": "addr2", "address3": "addr3", "address4": "addr4",
    "address_line_1": "addr1", "address_line_2": "addr2", "address_line_3": "addr3", "address_line_4": "addr4",
    "lead_liability_name": "lead_liab_name", "liability_name": "liab_name", "liability_pos": "liab_pos",
}  # fmt: skip
_ACCOUNTS = Made(
    table="feeds.council_tax_account",
    columns={
        "account_ref": ACCOUNT,
        "party_ref": first_of("party_ref", "account_ref"),
        "lead_liab_name": as_it_is("lead_liab_name"),
        "lead_liab_pos": number("lead_liab_pos"),
    },
)
_OCCUPATIONS = Made(
    table="feeds.council_tax_occupation",
    columns={
        "account_ref": ACCOUNT,
        "property_ref": as_it_is("property_ref"),
        "occupation_date": day("occupation_date"),
        "vacation_date": day("vacation_date"),
        "live_ind": yes_no("live_ind"),
    },
)
_PROPERTIES = Made(
    table="feeds.council_tax_property",
    once=True,
    columns={
        "property_ref": as_it_is("property_ref"),
        "uprn": number("uprn"),
        "addr1": as_it_is("addr1"),
        "addr2": lines("addr2", "addr3", "addr4"),
        "postcode": as_it_is("postcode"),
        "band": code("band"),
    },
)


def _tax(name: str, headings: tuple[str, ...], marks: tuple[str, ...], *makes: Made) -> Layout:
    return Layout(format=COUNCIL_TAX, name=name, headings=headings, marks=marks, makes=makes, aliases=UNDER_ITS_NAME)


TAX = (
    _tax(
        "account",
        ("account_ref", "party_ref", "lead_liab_name", "lead_liab_pos", "account_cd", "lead_liab_title"),
        ("account_ref", "lead_liab_name"),
        _ACCOUNTS,
    ),
    _tax(
        "liability",
        ("account_ref", "liab_name", "liab_pos", "liab_pers_occ", "liab_title", "party_ref"),
        ("account_ref", "liab_name"),
        Made(
            table="feeds.council_tax_person",
            columns={
                "account_ref": ACCOUNT,
                "person_ref": joined("account_ref", "liab_pers_occ", after="L"),
                "name": as_it_is("liab_name"),
                "liability": number("liab_pos"),
            },
        ),
    ),
    _tax(
        "not liable",
        ("account_ref", "nonliab_name", "nonliab_occ"),
        ("account_ref", "nonliab_name"),
        Made(
            table="feeds.council_tax_person",
            columns={
                "account_ref": ACCOUNT,
                "person_ref": joined("account_ref", "nonliab_occ", after="N"),
                "name": as_it_is("nonliab_name"),
            },
        ),
    ),
    _tax(
        "occupation",
        ("property_ref", "account_ref", "occupation_date", "vacation_date", "live_ind"),
        ("account_ref", "property_ref", "occupation_date"),
        _OCCUPATIONS,
    ),
    _tax(
        "property",
        ("property_ref", "uprn", "postcode", *ADDRESS, "band"),
        ("property_ref", "addr1"),
        _PROPERTIES,
    ),
    _tax(
        "all in one",
        (
            "account_ref", "party_ref", "lead_liab_name", "lead_liab_pos", "property_ref", "occupation_date",
            "vacation_date", "live_ind", "uprn", "postcode", *ADDRESS, "band",
        ),
        ("account_ref", "lead_liab_name", "property_ref", "occupation_date"),
        _ACCOUNTS,
        _OCCUPATIONS,
        _PROPERTIES,
    ),
)  # fmt: skip
HOUSEHOLD = (
    "claim_id", "house_id", *ADDRESS, "post_code", "uprn", "from_date", "to_date", "tenure", "status", "kind",
    "weekly_award_pence", "dhp_ind",
)  # fmt: skip
BENEFITS = (
    Layout(
        format=BENEFIT,
        name="member",
        headings=(
            "claim_id", "house_id", "member_id", "name", "birth_date", "gender", "ni_number", "nino", "relationship",
            "title", "forename", "surname",
        ),
        marks=("claim_id", "house_id", "member_id"),
        aliases={"date_of_birth": "birth_date", "dob": "birth_date", "sex": "gender", "national_insurance_number": "nino"},
        makes=(
            Made(
                table="feeds.housing_benefit_member",
                columns={
                    "claim_id": as_it_is("claim_id"),
                    "house_id": as_it_is("house_id"),
                    "member_ref": joined("claim_id", "house_id", "member_id"),
                    "name": first_of("name"),
                    "birth_date": day("birth_date"),
                    "ni_number": first_of("ni_number", "nino"),
                    "gender": sex("gender"),
                    "relationship": code("relationship"),
                },
            ),
        ),
    ),
    Layout(
        format=BENEFIT,
        name="household",
        headings=HOUSEHOLD,
        marks=("claim_id", "house_id", "from_date", "addr1"),
        aliases={"postcode": "post_code", "address1": "addr1", "address2": "addr2", "address3": "addr3", "address4": "addr4"},
        makes=(
            Made(
                table="feeds.housing_benefit_claim",
                columns={
                    "claim_id": as_it_is("claim_id"),
                    "house_id": as_it_is("house_id"),
                    "kind": code("kind"),
                    "status": code("status"),
                    "tenure": code("tenure"),
                    "weekly_award_pence": number("weekly_award_pence"),
                    "dhp_ind": yes_no("dhp_ind"),
                    "addr1": lines(*ADDRESS),
                    "post_code": as_it_is("post_code"),
                    "uprn": number("uprn"),
                    "from_date": day("from_date"),
                    "to_date": day("to_date"),
                },
            ),
        ),
    ),
    Layout(
        format=BENEFIT,
        name="rent assessment",
        headings=("claim_id", "dhp_ind", "type_ind", "model_amt", "from_date", "to_date"),
        marks=("claim_id", "model_amt", "type_ind"),
        makes=(Made(table="feeds.housing_benefit_assessment"),),
    ),
)  # fmt: skip

LAYOUTS = (*TAX, *BENEFITS)
