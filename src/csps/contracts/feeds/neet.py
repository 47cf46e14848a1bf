"""Activities of young people after year 11, in the shape of the Client Caseload Information System."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import education as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import YOUNG_PERSON

AGENCY = "neet"

NEET_ACTIVITY = Table(
    name="feeds.neet_activity",
    agency=AGENCY,
    meaning="What a young person of 15 to 18 did and when the council last made sure of it.",
    row="one row per young person and activity",
    key=("young_person_id", "start_date"),
    person="young_person_id",
    happened_on="start_date",
    ended_on="end_date",
    retention=YOUNG_PERSON,
    purposes=c.CASE_FACTS,
    source="NCCIS management information requirement, with the full date of birth that the council's system holds",
    columns=(
        c.person_reference("young_person_id", "The system's own reference of the young person."),
        c.forename("given_name"),
        c.surname("family_name"),
        c.birth_date(),
        c.upn("unique_pupil_number"),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("gender", "Sex as recorded.", people.SEX, links=True),
        c.protected("ethnicity", "Ethnicity as recorded.", people.ETHNICITY_DFE),
        c.flag("send_flag", "Whether special educational needs are recorded.", sensitivity=Sensitivity.SPECIAL),
        c.code("activity_code", "What the young person does.", codes.NEET_ACTIVITY, required=True),
        c.day("start_date", "First day of the activity.", required=True),
        c.day("end_date", "Last day of the activity."),
        c.day("date_verified", "Day on which the council last made sure."),
        c.code("intended_destination_yr11", "Plan for the time after year 11.", codes.INTENDED_DESTINATION),
    ),
)

TABLES = (NEET_ACTIVITY,)
