"""Schools and early years: enrolment, attendance, exclusion, SEN, home education, take-up and admissions."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import education as codes
from csps.contracts.code_lists import people
from csps.contracts.code_lists.attendance import REGISTER_CODE
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import ADMISSION, ATTENDANCE, PUPIL_RECORD, SEN_RECORD

AGENCY = "education"
PUPIL = "feeds.school_enrolment.pupil_id"
SPECIAL = Sensitivity.SPECIAL

ENROLMENT = Table(
    name="feeds.school_enrolment",
    agency=AGENCY,
    meaning="Pupils and the schools they are or were on the roll of.",
    row="one row per pupil, school and first day",
    key=("pupil_id", "estab", "entry_date"),
    person="pupil_id",
    happened_on="entry_date",
    ended_on="leaving_date",
    retention=PUPIL_RECORD,
    purposes=c.CASE_FACTS,
    source="school census, pupil level, with the education system's own pupil reference",
    columns=(
        c.person_reference("pupil_id", "The education system's own reference of the pupil."),
        c.upn(),
        c.forename(),
        c.surname(),
        c.birth_date("dob"),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("sex", "Sex as recorded.", people.SEX, links=True),
        c.protected("ethnicity", "Ethnicity as the pupil or a parent describes it.", people.ETHNICITY_DFE),
        c.text("estab", "Number of the school.", required=True, sensitivity=Sensitivity.ORDINARY),
        c.code("phase", "Phase of the school.", codes.SCHOOL_PHASE),
        c.code("provision", "Mainstream, special, alternative or pupil referral.", codes.PROVISION),
        c.code("enrol_status", "Kind of registration.", codes.ENROLMENT_STATUS, required=True),
        c.count("nc_year_actual", "National curriculum year; 0 is reception.", "school year", maximum=14),
        c.flag("fsm_eligible", "Whether eligible for free school meals on census day."),
        c.day("entry_date", "First day on the roll.", required=True),
        c.day("leaving_date", "Last day on the roll."),
    ),
)

ATTENDANCE_WEEK = Table(
    name="feeds.school_attendance",
    agency=AGENCY,
    meaning="Half-day sessions of a pupil in one week, by register code.",
    row="one row per pupil, school, week and register code",
    key=("pupil_id", "estab", "week_start", "register_code"),
    person="pupil_id",
    happened_on="week_start",
    retention=ATTENDANCE,
    purposes=c.CASE_FACTS,
    source="attendance registers, summed by week; a code's validity is judged on the Monday of the week",
    columns=(
        c.person_reference("pupil_id", "The pupil.", references=PUPIL),
        c.text("estab", "Number of the school.", required=True, sensitivity=Sensitivity.ORDINARY),
        c.day("week_start", "Monday of the week.", required=True),
        c.code("register_code", "Register code.", REGISTER_CODE, required=True),
        c.count("sessions", "Half-day sessions with this code.", "sessions", minimum=1, maximum=10, required=True),
    ),
)

EXCLUSION = Table(
    name="feeds.school_exclusion",
    agency=AGENCY,
    meaning="Suspensions and permanent exclusions.",
    row="one row per pupil and exclusion",
    key=("exclusion_id",),
    person="pupil_id",
    happened_on="start_date",
    retention=PUPIL_RECORD,
    purposes=c.CASE_FACTS,
    source="school census exclusion module",
    columns=(
        c.reference("exclusion_id", "Reference of the exclusion.", required=True),
        c.person_reference("pupil_id", "The pupil.", references=PUPIL),
        c.text("estab", "Number of the school.", sensitivity=Sensitivity.ORDINARY),
        c.day("start_date", "First day of the exclusion.", required=True),
        c.code("exclusion_type", "Suspension, permanent or lunchtime.", codes.EXCLUSION_TYPE, required=True),
        c.code("reason", "Main reason.", codes.EXCLUSION_REASON),
        c.count("sessions", "Half-day sessions lost; empty for a permanent exclusion.", "sessions", maximum=90),
    ),
)

SEN = Table(
    name="feeds.school_sen",
    agency=AGENCY,
    meaning="Special educational needs and whether they are provided for.",
    row="one row per pupil, type of need and first day",
    key=("pupil_id", "need_type", "start_date"),
    person="pupil_id",
    happened_on="start_date",
    ended_on="end_date",
    retention=SEN_RECORD,
    purposes=c.CASE_FACTS,
    source="school census and SEN2 return",
    columns=(
        c.person_reference("pupil_id", "The pupil.", references=PUPIL),
        c.code("need_type", "Type of need.", codes.SEN_TYPE, required=True, sensitivity=SPECIAL),
        c.count("need_rank", "1 for the main need, 2 for the next.", "rank", minimum=1, maximum=9),
        c.code("provision", "SEN support or a plan.", codes.SEN_PROVISION, sensitivity=SPECIAL),
        c.code("request_status", "Where a request for a plan stands.", codes.SEN_REQUEST_STATUS, sensitivity=SPECIAL),
        c.day("start_date", "First day on which it was recorded.", required=True, sensitivity=SPECIAL),
        c.day("end_date", "Last day on which it was recorded.", sensitivity=SPECIAL),
    ),
)

HOME_EDUCATION = Table(
    name="feeds.school_home_education",
    agency=AGENCY,
    meaning="Children educated at home by their parents' choice.",
    row="one row per child and period",
    key=("pupil_id", "start_date"),
    person="pupil_id",
    happened_on="start_date",
    ended_on="end_date",
    retention=PUPIL_RECORD,
    purposes=c.CASE_FACTS,
    source="DfE elective home education collection; with identities, for a child may never have been on a roll",
    columns=(
        c.person_reference("pupil_id", "The education system's own reference of the child."),
        c.upn(),
        c.forename(),
        c.surname(),
        c.birth_date("dob"),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.day("start_date", "First day of home education.", required=True),
        c.day("end_date", "Last day of home education."),
        c.code("reason", "Why the parents chose it.", codes.HOME_EDUCATION_REASON, sensitivity=SPECIAL),
        c.code("suitability", "Whether the council finds it suitable.", codes.HOME_EDUCATION_SUITABILITY),
    ),
)

EARLY_YEARS = Table(
    name="feeds.early_years_takeup",
    agency=AGENCY,
    meaning="Young children entitled to a funded early years place, and whether they take it up.",
    row="one row per child, entitlement and term",
    key=("child_id", "entitlement", "term_start"),
    person="child_id",
    happened_on="term_start",
    retention=PUPIL_RECORD,
    purposes=c.CASE_FACTS,
    source="early years census and the department's lists of eligible two-year-olds",
    columns=(
        c.person_reference("child_id", "The early years system's own reference of the child."),
        c.forename(),
        c.surname(),
        c.birth_date("dob"),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.protected("sex", "Sex as recorded.", people.SEX, links=True),
        c.protected("ethnicity", "Ethnicity as a parent describes it.", people.ETHNICITY_DFE),
        c.day("term_start", "First day of the term.", required=True),
        c.code("entitlement", "Which entitlement.", codes.EARLY_YEARS_ENTITLEMENT, required=True),
        c.flag("taken_up", "Whether the child has a funded place.", required=True),
        c.count("funded_hours", "Funded hours in one week.", "hours", maximum=30),
    ),
)

ADMISSION_CONTACT = Table(
    name="feeds.school_admission_contact",
    agency=AGENCY,
    meaning="Parents and carers named in school admissions. Their dates of birth are not kept.",
    row="one row per child and contact",
    key=("contact_ref", "child_id"),
    person="contact_ref",
    happened_on="application_date",
    retention=ADMISSION,
    purposes=c.CASE_FACTS,
    source="school admissions system; contacts of children who were enrolled",
    columns=(
        c.person_reference(
            "contact_ref", "The account through which a parent or carer applies for all their children."
        ),
        c.person_reference("child_id", "The child, as the education system numbers pupils.", references=PUPIL),
        c.forename("contact_forename"),
        c.surname("contact_surname"),
        c.contact("email", "E-mail address of the contact."),
        c.address_line(),
        c.postcode(),
        c.uprn(),
        c.flag("parental_responsibility", "Whether the contact has parental responsibility."),
        c.day("application_date", "Day of the application.", required=True),
    ),
)

TABLES = (ENROLMENT, ATTENDANCE_WEEK, EXCLUSION, SEN, HOME_EDUCATION, EARLY_YEARS, ADMISSION_CONTACT)
