"""A multi-agency view: which services know a person, as the Family Context tool gathers it."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import care_and_health as codes
from csps.contracts.feeds.childrens_social_care_people import PERSON
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import INVOLVEMENT

AGENCY = "multi_agency"
CRIMINAL = Sensitivity.CRIMINAL  # one table for all services, so as careful as for the police

SERVICE_INVOLVEMENT = Table(
    name="feeds.service_involvement",
    agency=AGENCY,
    meaning="That a service knows a person, and since when; the names of its workers are left out.",
    row="one row per person, service and organisation",
    key=("involvement_ref",),
    person="person_id",
    retention=INVOLVEMENT,
    purposes=c.CASE_FACTS,
    source="Family Context: adult_social_care, housing, police, police_offence and school",
    columns=(
        c.reference("involvement_ref", "Person, service and what sets it apart from others.", required=True),
        c.person_reference("person_id", "The person, as the case system numbers people.", references=PERSON),
        c.code("service", "Which service.", codes.SERVICE, required=True, sensitivity=CRIMINAL),
        c.text(
            "involvement",
            "Current or past, a kind of offence, a kind of admission: as the service writes it.",
            sensitivity=CRIMINAL,
        ),
        c.text("organisation", "The service's own name for itself."),
        c.text(
            "person_role",
            "The person's part in it, for example offender, as the service writes it.",
            sensitivity=CRIMINAL,
        ),
        c.day("first_on", "First day of it: tenancy, involvement or offence.", sensitivity=CRIMINAL),
        c.day("last_on", "Latest day of it.", sensitivity=CRIMINAL),
        c.code(
            "anti_social_behaviour", "Case about anti-social behaviour.", codes.OPEN_OR_CLOSED, sensitivity=CRIMINAL
        ),
        c.code("rent_arrears", "Case about rent arrears.", codes.OPEN_OR_CLOSED),
        c.code("notice_seeking_possession", "Notice seeking possession.", codes.OPEN_OR_CLOSED),
        c.code("eviction", "Eviction.", codes.OPEN_OR_CLOSED),
    ),
)

TABLES = (SERVICE_INVOLVEMENT,)
