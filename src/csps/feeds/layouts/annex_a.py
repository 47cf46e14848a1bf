"""Ofsted's Annex A workbook: a list for each stage of a child's way, with codes that carry labels.

Headings and their variants as the LIIA tools accept them. The lists say who a child is again and again: rows that say the
same are one person. Counts such as "Number of Referrals in Last 12 Months" repeat other rows and are read for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import as_it_is, code, day, ethnicity, joined, sex, yes_no

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "annex a"
ID, GENDER, ETHNICITY, BORN, AGE = "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"
WHO = (ID, GENDER, ETHNICITY, BORN, AGE)
DISABLED, TEAM, WORKER = "Does the Child have a Disability", "Allocated Team", "Allocated Worker"
WHO_ALIASES = {
    "Child ID": ID, "Child's Unique ID": ID, "Unique ID": ID, "Child Unique Identifier": ID, "Child Unique ID Number": ID,
    "Individual Child Unique Identifier": ID, "Sex": GENDER, "DOB": BORN, "D.O.B.": BORN, "Birth Date": BORN,
    "Age of Child (Years)": AGE, "Age of Child": AGE, "Disability": DISABLED, "Does the Child have a Disability?": DISABLED,
    "Disabled": DISABLED, "Team": TEAM, "Worker": WORKER, "Allocated Social Worker": WORKER, "Ethnic Origin": ETHNICITY,
}  # fmt: skip
SOURCES = {
    "individual": "1D", "school": "2A", "schools": "2A", "education services": "2B", "health services": "3F",
    "housing": "4", "police": "6", "other legal agency": "7", "other": "8", "anonymous": "9", "unknown": "10",
}  # fmt: skip
CHILD = as_it_is(ID)
PERSON = Made(
    table="feeds.ssd_person",
    once=True,
    needs=ID,
    columns={
        "pers_person_id": CHILD,
        "pers_dob": day(BORN),
        "pers_sex": sex(GENDER),
        "pers_ethnicity": ethnicity(ETHNICITY),
    },
)


def a_list(
    number_of: int,
    headings: tuple[str, ...],
    marks: tuple[str, ...],
    *makes: Made,
    unread: tuple[str, ...] = (),
    aliases: Mapping[str, str] = WHO_ALIASES,
) -> Layout:
    """Declare one of the lists that are about children: all of them say who the child is."""
    return Layout(
        format=FORMAT,
        name=f"list {number_of}",
        sheet=f"list {number_of}",
        headings=(*WHO, *headings),
        marks=(ID, *marks),
        makes=(*makes, PERSON),
        aliases={**WHO_ALIASES, **aliases},
        unread=frozenset({AGE, *unread}),
    )


CONTACTS = a_list(
    1,
    ("Date of Contact", "Contact Source"),
    ("Date of Contact",),
    Made(
        table="feeds.ssd_contacts",
        columns={
            "cont_contact_id": joined(ID, "Date of Contact", "Contact Source"),
            "cont_person_id": CHILD,
            "cont_contact_date": day("Date of Contact"),
            "cont_contact_source_code": code("Contact Source", SOURCES),
        },
    ),
    aliases={"Source of Contact": "Contact Source", "Contact Date": "Date of Contact"},
)
HELP_START, HELP_END = "Assessment start date", "Assessment completion date"
ORGANISATION = "Organisation completing assessment"
EARLY_HELP = a_list(
    2,
    (HELP_START, HELP_END, ORGANISATION),
    (HELP_START,),
    Made(
        table="feeds.ssd_early_help_episodes",
        columns={
            "earl_episode_id": joined(ID, HELP_START),
            "earl_person_id": CHILD,
            "earl_episode_start_date": day(HELP_START),
            "earl_episode_end_date": day(HELP_END),
            "earl_episode_organisation": as_it_is(ORGANISATION),
        },
    ),
    aliases={"Early Help Assessment Start Date": HELP_START, "Early Help Assessment Completion Date": HELP_END},
)
REFERRED = "Date of Referral"
REFERRALS = a_list(
    3,
    (REFERRED, "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", TEAM, WORKER),
    (REFERRED, "Referral Source"),
    Made(
        table="feeds.ssd_cin_episodes",
        columns={
            "cine_referral_id": joined(ID, REFERRED),
            "cine_person_id": CHILD,
            "cine_referral_date": day(REFERRED),
            "cine_referral_source_code": code("Referral Source", SOURCES),
            "cine_referral_nfa": yes_no("Referral NFA?"),
            "cine_referral_team": as_it_is(TEAM),
            "cine_referral_worker_id": as_it_is(WORKER),
        },
    ),
    unread=("Number of Referrals in Last 12 Months",),
    aliases={
        "Referral Date": REFERRED,
        "Source of Referral": "Referral Source",
        "Referral No Further Action": "Referral NFA?",
    },
)
ASSESSED, SEEN = "Continuous Assessment Start Date", "Child Seen During Continuous Assessment"
AUTHORISED = "Continuous Assessment Date of Authorisation"
NEEDS_SUPPORT = "Was the child assessed as requiring LA children's social care support?"
ASSESSMENTS = a_list(
    4,
    (DISABLED, ASSESSED, SEEN, AUTHORISED, NEEDS_SUPPORT, TEAM, WORKER),
    (ASSESSED,),
    Made(
        table="feeds.ssd_cin_assessments",
        columns={
            "cina_assessment_id": joined(ID, ASSESSED),
            "cina_person_id": CHILD,
            "cina_assessment_start_date": day(ASSESSED),
            "cina_assessment_child_seen": yes_no(SEEN),
            "cina_assessment_auth_date": day(AUTHORISED),
            "cina_assessment_team": as_it_is(TEAM),
            "cina_assessment_worker_id": as_it_is(WORKER),
        },
    ),
    aliases={
        "Assessment Start Date": ASSESSED,
        "Date of Authorisation": AUTHORISED,
        "Was the child assessed as requiring LA childrens social care support?": NEEDS_SUPPORT,
    },
)
ENQUIRED = "Strategy discussion initiating Section 47 Enquiry Start Date"
NEEDLESS = "Was an Initial Child Protection Conference deemed unnecessary?"
CONFERRED = "Date of Initial Child Protection Conference"
RESULTED = "Did the Initial Child Protection Conference Result in a Child Protection Plan"
ENQUIRIES = a_list(
    5,
    (
        DISABLED, ENQUIRED, NEEDLESS, CONFERRED, RESULTED, "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months", TEAM, WORKER,
    ),
    (ENQUIRED,),
    Made(
        table="feeds.ssd_s47_enquiry",
        columns={
            "s47e_s47_enquiry_id": joined(ID, ENQUIRED),
            "s47e_person_id": CHILD,
            "s47e_s47_start_date": day(ENQUIRED),
            "s47e_s47_completed_by_team": as_it_is(TEAM),
            "s47e_s47_completed_by_worker_id": as_it_is(WORKER),
        },
    ),
    Made(
        table="feeds.ssd_initial_cp_conference",
        needs=CONFERRED,
        columns={
            "icpc_icpc_id": joined(ID, CONFERRED),
            "icpc_s47_enquiry_id": joined(ID, ENQUIRED),
            "icpc_person_id": CHILD,
            "icpc_icpc_date": day(CONFERRED),
            "icpc_icpc_outcome_cp_flag": yes_no(RESULTED),
        },
    ),
    unread=("Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months"),
    aliases={
        "Strategy discussion initiating Section 47 Enquiry Start": ENQUIRED,
        "Section 47 Enquiry Start Date": ENQUIRED,
        "Did the Initial Child Protection Conference Result in a Child Protection Plan?": RESULTED,
    },
)  # fmt: skip
IN_NEED = "CIN Start Date"
CHILDREN_IN_NEED = a_list(
    6,
    (
        DISABLED, IN_NEED, "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure",
        "Case Status", TEAM, WORKER,
    ),
    (IN_NEED,),
    Made(
        table="feeds.ssd_cin_plans",
        columns={
            "cinp_cin_plan_id": joined(ID, IN_NEED),
            "cinp_person_id": CHILD,
            "cinp_cin_plan_start_date": day(IN_NEED),
            "cinp_cin_plan_end_date": day("CIN Closure Date"),
            "cinp_cin_plan_team": as_it_is(TEAM),
            "cinp_cin_plan_worker_id": as_it_is(WORKER),
        },
    ),
    aliases={"Child in Need Start Date": IN_NEED, "Primary Need": "Primary Need Code", "Closure Date": "CIN Closure Date"},
)  # fmt: skip

LAYOUTS = (CONTACTS, EARLY_HELP, REFERRALS, ASSESSMENTS, ENQUIRIES, CHILDREN_IN_NEED)
