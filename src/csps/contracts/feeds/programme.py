"""The family programme's own case record: who was attached, the plan, needs at start and end, and how it closed."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import people
from csps.contracts.code_lists import programme as codes
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import PROGRAMME

AGENCY = "programme"
CASE_REF = "feeds.programme_case.case_ref"

CASE = Table(
    name="feeds.programme_case",
    agency=AGENCY,
    meaning="A family on, or approached for, the programme.",
    row="one row per case",
    key=("case_ref",),
    happened_on="identified_on",
    ended_on="closed_on",
    retention=PROGRAMME,
    purposes=c.CASE_FACTS,
    source="programme guidance, chapters 3 and 5; case systems differ",
    columns=(
        c.reference("case_ref", "Reference of the case.", required=True),
        c.code("rule_set", "The rules under which the family came in.", codes.RULE_SET, required=True),
        c.code("stage", "Stage of the case.", codes.PROGRAMME_STAGE, required=True),
        c.day("identified_on", "Day on which the family was identified.", required=True),
        c.day("consent_on", "Day on which the family agreed to take part."),
        c.day("assessed_on", "Day on which the whole-family assessment was finished."),
        c.day("attached_on", "Day on which the family was attached to the programme."),
        c.day("plan_on", "Day on which the family plan began."),
        c.code("lead_service", "Service of the lead practitioner.", codes.LEAD_SERVICE),
        c.worker("lead_practitioner_id", "Staff number of the lead practitioner."),
        c.day("closed_on", "Day on which the case closed."),
        c.code("closure_reason", "Why the case closed.", codes.PROGRAMME_CLOSURE),
        c.code("outcome", "What was achieved.", codes.PROGRAMME_OUTCOME),
        c.day("outcome_on", "Day on which the outcome was judged."),
    ),
)

MEMBER = Table(
    name="feeds.programme_member",
    agency=AGENCY,
    meaning="The people of a case.",
    row="one row per case and person",
    key=("case_ref", "person_ref"),
    person="person_ref",
    happened_on="joined_on",
    ended_on="left_on",
    retention=PROGRAMME,
    purposes=c.CASE_FACTS,
    source="family list of a programme case; the national impact study asks for each person's identity",
    columns=(
        c.reference("case_ref", "The case.", required=True, references=CASE_REF),
        c.person_reference("person_ref", "The case system's own reference of the person."),
        c.forename(),
        c.surname(),
        c.birth_date(),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("sex", "Sex as recorded.", people.SEX, links=True),
        c.flag("is_main_contact", "Whether the person speaks for the family."),
        c.code("relationship", "Relationship to the main contact.", people.RELATIONSHIP),
        c.day("joined_on", "Day on which the person joined the case.", required=True),
        c.day("left_on", "Day on which the person left the case."),
    ),
)

NEED = Table(
    name="feeds.programme_need",
    agency=AGENCY,
    meaning="Needs of a family at the start of the case, and whether each was met at the end.",
    row="one row per case and need",
    key=("case_ref", "need"),
    happened_on="identified_on",
    ended_on="ended_on",
    retention=PROGRAMME,
    purposes=c.CASE_FACTS,
    source="programme guidance, chapter 3",
    columns=(
        c.reference("case_ref", "The case.", required=True, references=CASE_REF),
        c.code("need", "The need or problem.", codes.NEED, required=True, sensitivity=Sensitivity.SPECIAL),
        c.day("identified_on", "Day on which the need was identified.", required=True, sensitivity=Sensitivity.SPECIAL),
        c.code("status", "Where it stands.", codes.NEED_STATUS, required=True, sensitivity=Sensitivity.SPECIAL),
        c.day("ended_on", "Day on which the need was judged met or not met.", sensitivity=Sensitivity.SPECIAL),
    ),
)

TABLES = (CASE, MEMBER, NEED)
