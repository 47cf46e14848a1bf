"""Council tax. Its system knows names and homes, but no dates of birth."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import housing_and_money as codes
from csps.contracts.model import Table
from csps.contracts.retention import COUNCIL_TAX

AGENCY = "council_tax"
ACCOUNT_REF = "feeds.council_tax_account.account_ref"

ACCOUNT = Table(
    name="feeds.council_tax_account",
    agency=AGENCY,
    meaning="Council tax accounts, each with the name of the first liable person.",
    row="one row per account",
    key=("account_ref",),
    person="party_ref",
    retention=COUNCIL_TAX,
    purposes=c.CASE_FACTS,
    source="Academy council tax system, ctaccount",
    columns=(
        c.reference("account_ref", "Reference of the account.", required=True),
        c.person_reference("party_ref", "The system's own reference of the first liable person."),
        c.full_name("lead_liab_name", "Name of the first liable person, in one string."),
        c.code("lead_liab_pos", "Kind of liability of the first liable person.", codes.COUNCIL_TAX_LIABILITY),
    ),
)

PERSON = Table(
    name="feeds.council_tax_person",
    agency=AGENCY,
    meaning="The other people on an account, liable or not.",
    row="one row per account and person",
    key=("account_ref", "person_ref"),
    person="person_ref",
    retention=COUNCIL_TAX,
    purposes=c.CASE_FACTS,
    source="Academy council tax system, ctliab_person and ctnon_liab joined",
    columns=(
        c.reference("account_ref", "The account.", required=True, references=ACCOUNT_REF),
        c.person_reference("person_ref", "Account and position of the person, for example 60012345-2."),
        c.full_name("name", "Name of the person, in one string."),
        c.code("liability", "Kind of liability; 0 for somebody who is not liable.", codes.COUNCIL_TAX_LIABILITY),
    ),
)

PROPERTY = Table(
    name="feeds.council_tax_property",
    agency=AGENCY,
    meaning="Homes on the valuation list.",
    row="one row per property",
    key=("property_ref",),
    retention=COUNCIL_TAX,
    purposes=c.CASE_FACTS,
    source="Academy council tax system, ctproperty; addr1 to addr4 in two columns",
    columns=(
        c.reference("property_ref", "The system's own reference of the property.", required=True),
        c.uprn(),
        c.address_line("addr1", "First line of the address."),
        c.address_line("addr2", "Further lines of the address."),
        c.postcode(),
        c.code("band", "Council tax band.", codes.COUNCIL_TAX_BAND),
    ),
)

OCCUPATION = Table(
    name="feeds.council_tax_occupation",
    agency=AGENCY,
    meaning="Which account was liable for which home, and when.",
    row="one row per account, property and first day",
    key=("account_ref", "property_ref", "occupation_date"),
    happened_on="occupation_date",
    ended_on="vacation_date",
    retention=COUNCIL_TAX,
    purposes=c.CASE_FACTS,
    source="Academy council tax system, ctoccupation",
    columns=(
        c.reference("account_ref", "The account.", required=True, references=ACCOUNT_REF),
        c.reference(
            "property_ref", "The property.", required=True, references="feeds.council_tax_property.property_ref"
        ),
        c.day("occupation_date", "First day of occupation.", required=True),
        c.day("vacation_date", "Last day of occupation."),
        c.flag("live_ind", "Whether the account is live."),
    ),
)

ARREARS = Table(
    name="feeds.council_tax_arrears",
    agency=AGENCY,
    meaning="Balance and recovery stage of an account, as often as council tax reports it.",
    row="one row per account and day of balance",
    key=("account_ref", "balance_date"),
    happened_on="balance_date",
    retention=COUNCIL_TAX,
    purposes=c.CASE_FACTS,
    source="recovery extract of a council tax system",
    columns=(
        c.reference("account_ref", "The account.", required=True, references=ACCOUNT_REF),
        c.day("balance_date", "Day of the balance.", required=True),
        c.pence("balance_pence", "What is overdue; below zero when in credit.", required=True),
        c.pence("annual_charge_pence", "Charge for the financial year.", minimum=0),
        c.code("stage", "Stage of recovery.", codes.COUNCIL_TAX_ARREARS_STAGE),
        c.day("stage_date", "Day on which the stage began."),
    ),
)

TABLES = (ACCOUNT, PERSON, PROPERTY, OCCUPATION, ARREARS)
