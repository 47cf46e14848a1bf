"""Police incidents with the role of each person, and anti-social behaviour with what was done about it."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import justice as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import POLICE

AGENCY = "police"
CRIMINAL = Sensitivity.CRIMINAL
_WHO = (
    c.forename(),
    c.surname(),
    c.birth_date(),
    c.address_line(meaning="First lines of the person's address."),
    c.postcode(),
    c.uprn(),
    c.protected("sex", "Sex as the officer recorded it.", people.SEX, links=True),
    c.protected("ethnicity", "Ethnicity as the person described it.", people.ETHNICITY_POLICE),
)

INCIDENT = Table(
    name="feeds.police_incident",
    agency=AGENCY,
    meaning="Incidents the police attended or recorded, with the role of each person.",
    row="one row per incident and person",
    key=("incident_id", "nominal_id", "role"),
    person="nominal_id",
    happened_on="incident_date",
    retention=POLICE,
    purposes=c.CASE_FACTS,
    source="no national extract exists: Family Context common data model, and the roles that councils ask for",
    columns=(
        c.reference("incident_id", "Reference of the incident.", required=True),
        c.person_reference("nominal_id", "The force's own reference of the person."),
        *_WHO,
        c.day("incident_date", "Day of the incident.", required=True, sensitivity=CRIMINAL),
        c.code("incident_type", "What kind of incident.", codes.INCIDENT_TYPE, required=True, sensitivity=CRIMINAL),
        c.code("role", "The person's role.", codes.INCIDENT_ROLE, required=True, sensitivity=CRIMINAL),
        c.flag("domestic_flag", "Whether the force marked it as domestic abuse.", sensitivity=CRIMINAL),
        c.code("outcome", "What followed.", codes.INCIDENT_OUTCOME, sensitivity=CRIMINAL),
    ),
)

ASB = Table(
    name="feeds.police_asb",
    agency=AGENCY,
    meaning="Anti-social behaviour and interventions against it, by the police or the community safety team.",
    row="one row per intervention or incident",
    key=("asb_id",),
    person="nominal_id",
    happened_on="asb_date",
    ended_on="intervention_end_date",
    retention=POLICE,
    purposes=c.CASE_FACTS,
    source="community safety case system; a row may name an address and no person",
    columns=(
        c.reference("asb_id", "Reference of the row.", required=True),
        c.person_reference("nominal_id", "The system's own reference of the person, if one is known.", required=False),
        *_WHO,
        c.day(
            "asb_date", "Day of the behaviour, or first day of the intervention.", required=True, sensitivity=CRIMINAL
        ),
        c.code("asb_type", "What kind of behaviour.", codes.ASB_TYPE, sensitivity=CRIMINAL),
        c.code("intervention", "What was done.", codes.ASB_INTERVENTION, required=True, sensitivity=CRIMINAL),
        c.day("intervention_end_date", "Last day of the intervention.", sensitivity=CRIMINAL),
    ),
)

TABLES = (INCIDENT, ASB)
