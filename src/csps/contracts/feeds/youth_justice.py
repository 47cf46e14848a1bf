"""The youth justice service's own case record."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import justice as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import YOUTH_JUSTICE

AGENCY = "youth_justice"
CRIMINAL = Sensitivity.CRIMINAL

OFFENCE = Table(
    name="feeds.youth_justice_offence",
    agency=AGENCY,
    meaning="Offences of young people, proven or not, and what followed.",
    row="one row per young person and offence",
    key=("offence_id",),
    person="yjs_person_ref",
    happened_on="offence_date",
    ended_on="disposal_end_date",
    retention=YOUTH_JUSTICE,
    purposes=c.CASE_FACTS,
    source="Youth Justice Board data recording requirements; no public field list was found",
    columns=(
        c.reference("offence_id", "Reference of the offence for this person.", required=True),
        c.person_reference("yjs_person_ref", "The service's own reference of the young person."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("sex", "Sex as recorded.", people.SEX, links=True),
        c.protected("ethnicity", "Ethnicity as recorded.", people.ETHNICITY_POLICE),
        c.day("offence_date", "Day of the offence.", required=True, sensitivity=CRIMINAL),
        c.code("offence_kind", "What kind of offence.", codes.OFFENCE_KIND, required=True, sensitivity=CRIMINAL),
        c.flag("proven", "Whether a caution or a court proved it.", sensitivity=CRIMINAL),
        c.code("disposal", "What followed.", codes.DISPOSAL, sensitivity=CRIMINAL),
        c.day("disposal_date", "Day of the disposal.", sensitivity=CRIMINAL),
        c.day("disposal_end_date", "Last day of the disposal.", sensitivity=CRIMINAL),
    ),
)

TABLES = (OFFENCE,)
