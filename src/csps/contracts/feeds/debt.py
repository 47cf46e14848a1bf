"""Debts to the council other than rent and council tax."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import housing_and_money as codes
from csps.contracts.model import Table
from csps.contracts.retention import DEBT

AGENCY = "debt"

DEBT_CASE = Table(
    name="feeds.debt_case",
    agency=AGENCY,
    meaning="A debt of a person to the council, and the stage of its recovery.",
    row="one row per debt and day of balance",
    key=("debt_ref", "balance_date"),
    person="customer_ref",
    happened_on="balance_date",
    ended_on="cleared_date",
    retention=DEBT,
    purposes=c.CASE_FACTS,
    source="extract of a council's corporate debt system",
    columns=(
        c.reference("debt_ref", "Reference of the debt.", required=True),
        c.person_reference("customer_ref", "The debt system's own reference of the person."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.code("kind", "What the debt is for.", codes.DEBT_KIND, required=True),
        c.day("balance_date", "Day of the balance.", required=True),
        c.pence("balance_pence", "What is owed.", minimum=0, required=True),
        c.code("stage", "Stage of recovery.", codes.DEBT_STAGE),
        c.day("cleared_date", "Day on which nothing was owed any more."),
    ),
)

TABLES = (DEBT_CASE,)
