"""Benefit spells, in the shape that the Department for Work and Pensions shares with family programmes."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import housing_and_money as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Table
from csps.contracts.retention import WELFARE

AGENCY = "employment"

BENEFIT_SPELL = Table(
    name="feeds.benefit_spell",
    agency=AGENCY,
    meaning="Periods in which an adult received a benefit, with what was asked of them in return.",
    row="one row per person, benefit and period under one conditionality regime",
    key=("claimant_ref", "benefit", "start_date"),
    person="claimant_ref",
    happened_on="start_date",
    ended_on="end_date",
    retention=WELFARE,
    purposes=c.CASE_FACTS,
    source="data share with the Department for Work and Pensions; no public field list was found",
    columns=(
        c.person_reference("claimant_ref", "The department's own reference of the person."),
        c.ni_number(),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.protected("sex", "Sex as recorded.", people.SEX, links=True),
        c.code("benefit", "Which benefit.", codes.BENEFIT, required=True),
        c.code("conditionality", "What is asked of the person; Universal Credit only.", codes.CONDITIONALITY),
        c.day("start_date", "First day of the spell.", required=True),
        c.day("end_date", "Last day of the spell."),
    ),
)

TABLES = (BENEFIT_SPELL,)
