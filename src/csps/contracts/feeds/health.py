"""Flags that health services share under an agreement: that something is so, never a diagnosis or a note."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import care_and_health as codes
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import HEALTH_RECORD

AGENCY = "health"

HEALTH_FLAG = Table(
    name="feeds.health_flag",
    agency=AGENCY,
    meaning="Mental health, substance, pregnancy, long-term condition and missed child health reviews, as flags.",
    row="one row per person, kind of flag and first day",
    key=("patient_ref", "kind", "start_date"),
    person="patient_ref",
    happened_on="start_date",
    ended_on="end_date",
    retention=HEALTH_RECORD,
    purposes=c.CASE_FACTS,
    source="local agreement; no feed from health to councils is standard",
    columns=(
        c.person_reference("patient_ref", "The sender's own reference of the person."),
        c.nhs_number(),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.code("kind", "What the flag says.", codes.HEALTH_FLAG_KIND, required=True, sensitivity=Sensitivity.SPECIAL),
        c.code("sender", "Which service says so.", codes.HEALTH_SOURCE, sensitivity=Sensitivity.SPECIAL),
        c.day("start_date", "First day on which it was so.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.day("end_date", "Last day on which it was so.", sensitivity=Sensitivity.SPECIAL),
    ),
)

TABLES = (HEALTH_FLAG,)
