"""Multi-agency risk assessment conferences (MARAC). Police incidents of domestic abuse are in `police`."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import justice as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import MARAC

AGENCY = "domestic_abuse"
CRIMINAL = Sensitivity.CRIMINAL

MARAC_CASE = Table(
    name="feeds.marac_case",
    agency=AGENCY,
    meaning="People of a case that a MARAC discussed because somebody was at high risk of serious harm.",
    row="one row per case, meeting and person",
    key=("case_ref", "meeting_date", "person_ref"),
    person="person_ref",
    happened_on="meeting_date",
    retention=MARAC,
    purposes=c.CASE_FACTS,
    source="SafeLives MARAC referral form",
    columns=(
        c.reference("case_ref", "Reference of the case.", required=True),
        c.person_reference("person_ref", "The coordinator's own reference of the person."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("sex", "Sex as recorded.", people.SEX, links=True),
        c.protected("ethnicity", "Ethnicity as recorded by the referrer.", people.ETHNICITY_POLICE),
        c.code("role", "The person's role.", codes.MARAC_ROLE, required=True, sensitivity=CRIMINAL),
        c.day("referral_date", "Day of the referral.", sensitivity=CRIMINAL),
        c.day("meeting_date", "Day of the meeting.", required=True, sensitivity=CRIMINAL),
        c.code("referrer", "Agency that referred.", codes.MARAC_REFERRER, sensitivity=CRIMINAL),
        c.code("reason", "Why it was referred.", codes.MARAC_REASON, sensitivity=CRIMINAL),
        c.count("dash_score", "Ticks on the DASH checklist.", "ticks", maximum=27, sensitivity=CRIMINAL),
        c.flag(
            "is_repeat", "Whether the same two people were discussed in the 12 months before.", sensitivity=CRIMINAL
        ),
    ),
)

TABLES = (MARAC_CASE,)
