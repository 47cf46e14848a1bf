"""Homelessness applications, after H-CLIC."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import housing_and_money as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import HOMELESSNESS

AGENCY = "homelessness"
CASE_REF = "feeds.homelessness_case.case_ref"

CASE = Table(
    name="feeds.homelessness_case",
    agency=AGENCY,
    meaning="A household's application to the council as homeless or threatened with homelessness.",
    row="one row per application",
    key=("case_ref",),
    happened_on="application_date",
    ended_on="closed_date",
    retention=HOMELESSNESS,
    purposes=c.CASE_FACTS,
    source="H-CLIC sections main, prevention, relief, final duties and temporary accommodation, flattened",
    columns=(
        c.reference("case_ref", "Reference of the application.", required=True),
        c.day("application_date", "Day of the application.", required=True),
        c.code("stage", "Stage of the application.", codes.HOMELESSNESS_STAGE, required=True),
        c.code("reason", "Why the last settled home was or may be lost.", codes.HOMELESSNESS_REASON),
        c.day("prevention_start_date", "Day on which the prevention duty began."),
        c.day("prevention_end_date", "Day on which the prevention duty ended."),
        c.code("prevention_outcome", "How the prevention duty ended.", codes.HOMELESSNESS_DUTY_OUTCOME),
        c.day("relief_start_date", "Day on which the relief duty began."),
        c.day("relief_end_date", "Day on which the relief duty ended."),
        c.code("relief_outcome", "How the relief duty ended.", codes.HOMELESSNESS_DUTY_OUTCOME),
        c.day("main_duty_start_date", "Day on which the main duty was accepted."),
        c.day("main_duty_end_date", "Day on which the main duty ended."),
        c.code("main_duty_outcome", "How the main duty ended.", codes.HOMELESSNESS_DUTY_OUTCOME),
        c.code("ta_type", "What kind of temporary accommodation.", codes.TEMPORARY_ACCOMMODATION),
        c.day("ta_from_date", "First day in temporary accommodation."),
        c.day("ta_to_date", "Last day in temporary accommodation."),
        c.flag("ta_notice", "Whether notice to leave the temporary accommodation was given."),
        c.day("closed_date", "Day on which the application closed."),
    ),
)

PERSON = Table(
    name="feeds.homelessness_person",
    agency=AGENCY,
    meaning="The people of an application.",
    row="one row per application and person",
    key=("case_ref", "person_ref"),
    person="person_ref",
    happened_on="joined_date",
    ended_on="left_date",
    retention=HOMELESSNESS,
    purposes=c.CASE_FACTS,
    source="H-CLIC section people, with the identities that the council's own system holds",
    columns=(
        c.reference("case_ref", "The application.", required=True, references=CASE_REF),
        c.person_reference("person_ref", "The homelessness system's own reference of the person."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.ni_number(),
        c.nhs_number(),
        c.address_line(meaning="First lines of the last settled address."),
        c.postcode(),
        c.uprn(),
        c.flag("is_lead", "Whether the person is the lead applicant."),
        c.code("relationship", "Relationship to the lead applicant.", people.RELATIONSHIP),
        c.day("pregnancy_due_date", "Day on which a baby is expected.", sensitivity=Sensitivity.SPECIAL),
        c.day("joined_date", "Day on which the person joined the application.", required=True),
        c.day("left_date", "Day on which the person left the application."),
    ),
)

TABLES = (CASE, PERSON)
