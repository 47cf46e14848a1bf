"""The Children in Need census, as `csps.feeds.readers.census` cuts it into sheets.

The census numbers neither referrals nor plans: a referral is told from others of the child by its day, and what lies
inside it by that day and its own.
"""

from __future__ import annotations

from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import (
    always,
    as_it_is,
    code,
    day,
    ethnicity,
    first_of,
    joined,
    number,
    sex,
    yes_no,
)
from csps.feeds.readers.census import CHILD, FIELDS

FORMAT = "cin census"
PERSON = as_it_is(CHILD)
REFERRAL = joined(CHILD, "CINreferralDate")
ENQUIRY = joined(CHILD, "CINreferralDate", "S47ActualStartDate")
PLAN = joined(CHILD, "CINreferralDate", "CPPstartDate")


def _layout(sheet: str, *makes: Made) -> Layout:
    headings = (CHILD, *FIELDS[sheet])
    return Layout(format=FORMAT, name=sheet, headings=headings, marks=headings, makes=makes, sheet=sheet)


LAYOUTS = (
    _layout(
        "child",
        Made(
            table="feeds.ssd_person",
            columns={
                "pers_person_id": PERSON,
                "pers_dob": day("PersonBirthDate"),
                "pers_expected_dob": day("ExpectedPersonBirthDate"),
                "pers_death_date": day("PersonDeathDate"),
                "pers_sex": sex("Sex", "GenderCurrent"),
                "pers_ethnicity": ethnicity("Ethnicity"),
                "pers_upn": as_it_is("UPN"),
                "pers_upn_unknown": code("UPNunknown"),
            },
        ),
        Made(
            table="feeds.ssd_linked_identifiers",
            needs="UPN",
            columns={
                "link_table_id": joined(CHILD, "UPN"),
                "link_person_id": PERSON,
                "link_identifier_type": always("UPN"),
                "link_identifier_value": as_it_is("UPN"),
            },
        ),
        Made(
            table="feeds.ssd_linked_identifiers",
            needs="FormerUPN",
            columns={
                "link_table_id": joined(CHILD, "FormerUPN"),
                "link_person_id": PERSON,
                "link_identifier_type": always("UPN"),
                "link_identifier_value": as_it_is("FormerUPN"),
            },
        ),
    ),
    _layout(
        "Disability",
        Made(
            table="feeds.ssd_disability",
            columns={
                "disa_table_id": joined(CHILD, "Disability"),
                "disa_person_id": PERSON,
                "disa_disability_code": code("Disability"),
            },
        ),
    ),
    _layout(
        "CINdetails",
        Made(
            table="feeds.ssd_cin_episodes",
            columns={
                "cine_referral_id": REFERRAL,
                "cine_person_id": PERSON,
                "cine_referral_date": day("CINreferralDate"),
                "cine_cin_primary_need_code": code("PrimaryNeedCode"),
                "cine_referral_source_code": code("ReferralSource"),
                "cine_referral_nfa": yes_no("ReferralNFA"),
                "cine_close_reason": code("ReasonForClosure"),
                "cine_close_date": day("CINclosureDate"),
            },
        ),
        Made(
            table="feeds.ssd_initial_cp_conference",
            needs="DateOfInitialCPC",
            columns={
                "icpc_icpc_id": joined(CHILD, "CINreferralDate", "DateOfInitialCPC"),
                "icpc_referral_id": REFERRAL,
                "icpc_person_id": PERSON,
                "icpc_icpc_date": day("DateOfInitialCPC"),
            },
        ),
    ),
    _layout(
        "Assessments",
        Made(
            table="feeds.ssd_cin_assessments",
            columns={
                "cina_assessment_id": joined(CHILD, "CINreferralDate", "AssessmentActualStartDate"),
                "cina_person_id": PERSON,
                "cina_referral_id": REFERRAL,
                "cina_assessment_start_date": day("AssessmentActualStartDate"),
                "cina_assessment_auth_date": day("AssessmentAuthorisationDate"),
            },
        ),
        Made(
            table="feeds.ssd_assessment_factors",
            needs="AssessmentFactors",
            columns={
                "cinf_table_id": joined(CHILD, "CINreferralDate", "AssessmentActualStartDate"),
                "cinf_assessment_id": joined(CHILD, "CINreferralDate", "AssessmentActualStartDate"),
                "cinf_assessment_factors_json": as_it_is("AssessmentFactors"),
            },
        ),
    ),
    _layout(
        "CINPlanDates",
        Made(
            table="feeds.ssd_cin_plans",
            columns={
                "cinp_cin_plan_id": joined(CHILD, "CINreferralDate", "CINPlanStartDate"),
                "cinp_referral_id": REFERRAL,
                "cinp_person_id": PERSON,
                "cinp_cin_plan_start_date": day("CINPlanStartDate"),
                "cinp_cin_plan_end_date": day("CINPlanEndDate"),
            },
        ),
    ),
    _layout(
        "Section47",
        Made(
            table="feeds.ssd_s47_enquiry",
            columns={
                "s47e_s47_enquiry_id": ENQUIRY,
                "s47e_referral_id": REFERRAL,
                "s47e_person_id": PERSON,
                "s47e_s47_start_date": day("S47ActualStartDate"),
            },
        ),
        Made(
            table="feeds.ssd_initial_cp_conference",
            needs="DateOfInitialCPC",
            columns={
                "icpc_icpc_id": joined(CHILD, "CINreferralDate", "DateOfInitialCPC"),
                "icpc_s47_enquiry_id": ENQUIRY,
                "icpc_referral_id": REFERRAL,
                "icpc_person_id": PERSON,
                "icpc_icpc_target_date": day("InitialCPCtarget"),
                "icpc_icpc_date": day("DateOfInitialCPC"),
            },
        ),
    ),
    _layout(
        "ChildProtectionPlans",
        Made(
            table="feeds.ssd_cp_plans",
            columns={
                "cppl_cp_plan_id": PLAN,
                "cppl_referral_id": REFERRAL,
                "cppl_person_id": PERSON,
                "cppl_cp_plan_start_date": day("CPPstartDate"),
                "cppl_cp_plan_end_date": day("CPPendDate"),
                "cppl_cp_plan_initial_category": code("InitialCategoryOfAbuse"),
                "cppl_cp_plan_latest_category": code("LatestCategoryOfAbuse"),
            },
        ),
    ),
    _layout(
        "Reviews",
        Made(
            table="feeds.ssd_cp_reviews",
            columns={
                "cppr_cp_review_id": joined(CHILD, "CINreferralDate", "CPPstartDate", "CPPreviewDate"),
                "cppr_cp_plan_id": PLAN,
                "cppr_person_id": PERSON,
                "cppr_cp_review_date": day("CPPreviewDate"),
            },
        ),
    ),
    _layout(
        "PreProceedingsandFGDM",
        Made(
            table="feeds.ssd_pre_proceedings",
            columns={
                "prep_table_id": joined(CHILD, "CINreferralDate", "PPStartDate"),
                "prep_person_id": PERSON,
                "prep_referral_id": REFERRAL,
                "prep_start_date": day("PPStartDate"),
                "prep_letter_sent_date": day("LBPSentDate"),
                "prep_fgdm_meeting_offer": first_of("FGDMMeetingOffer"),
                "prep_fgdm_meeting_held": first_of("FGDMMeetingFac"),
                "prep_initial_meeting_date": day("InitialPPMeetingDate"),
                "prep_review_meetings": number("ReviewMeetingsCount"),
                "prep_step_decision_date": day("StepDecisionDate"),
                "prep_outcome": first_of("PPOutcome"),
                "prep_court_application_date": day("CourtAppDate"),
                "prep_initial_letter_date": day("LetterInitCPDate"),
            },
        ),
    ),
)
