"""Adult social care, after the national Client Level Data."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import care_and_health as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import CARE_RECORD

AGENCY = "adult_social_care"
SPECIAL = Sensitivity.SPECIAL  # whoever is a client has care needs, which are about health

CLIENT = Table(
    name="feeds.adult_social_care_client",
    agency=AGENCY,
    meaning="Adults with care needs, and unpaid carers, whom adult social care knows.",
    row="one row per person",
    key=("la_person_id",),
    person="la_person_id",
    retention=CARE_RECORD,
    purposes=c.CASE_FACTS,
    source="Adult Social Care Client Level Data, with the identities that the council's own system holds",
    columns=(
        c.person_reference("la_person_id", "The council's own reference of the person."),
        c.nhs_number(),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("gender", "Sex as recorded.", people.SEX, links=True),
        c.protected("ethnicity", "Ethnicity as the person describes it.", people.ETHNICITY_DFE),
        c.code("client_type", "Person with care needs, or carer.", codes.ASC_CLIENT_TYPE, sensitivity=SPECIAL),
        c.code(
            "primary_support_reason",
            "Main reason for support.",
            codes.PRIMARY_SUPPORT_REASON,
            sensitivity=SPECIAL,
        ),
        c.flag("has_unpaid_carer", "Whether an unpaid carer is known.", sensitivity=SPECIAL),
        c.day("date_of_death", "Date of death."),
    ),
)

EVENT = Table(
    name="feeds.adult_social_care_event",
    agency=AGENCY,
    meaning="Requests, assessments, services and reviews of adult social care.",
    row="one row per person and event",
    key=("event_id",),
    person="la_person_id",
    happened_on="event_start_date",
    ended_on="event_end_date",
    retention=CARE_RECORD,
    purposes=c.CASE_FACTS,
    source="Adult Social Care Client Level Data",
    columns=(
        c.reference("event_id", "Reference of the event.", required=True),
        c.person_reference(
            "la_person_id", "Whose event it is.", references="feeds.adult_social_care_client.la_person_id"
        ),
        c.code(
            "event_type",
            "Request, assessment, service or review.",
            codes.ASC_EVENT_TYPE,
            required=True,
            sensitivity=SPECIAL,
        ),
        c.day("event_start_date", "First day of the event.", required=True, sensitivity=SPECIAL),
        c.day("event_end_date", "Last day of the event.", sensitivity=SPECIAL),
        c.code("event_outcome", "What came of it.", codes.ASC_EVENT_OUTCOME, sensitivity=SPECIAL),
        c.code("service_type", "What kind of service, if it is one.", codes.ASC_SERVICE_TYPE, sensitivity=SPECIAL),
    ),
)

TABLES = (CLIENT, EVENT)
