"""Ofsted's Annex A workbook, lists 7 to 11: protection plans, care, what follows care, and adoption."""

from __future__ import annotations

from csps.feeds.layouts.annex_a import CHILD, DISABLED, ETHNICITY, FORMAT, GENDER, ID, TEAM, WORKER, a_list
from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import always, as_it_is, code, day, joined, number

CATEGORIES = {
    "neglect": "NEG", "physical abuse": "PHY", "sexual abuse": "SAB", "emotional abuse": "EMO", "physical": "PHY",
    "sexual": "SAB", "emotional": "EMO", "multiple": "MUL", "multiple/not recommended": "MUL",
}  # fmt: skip
ELIGIBILITY = {
    "relevant child": "RELEVANT", "former relevant child": "FORMER_RELEVANT", "qualifying care leaver": "QUALIFYING",
    "eligible child": "ELIGIBLE", "other": "OTHER",
}  # fmt: skip
SUITABILITY = {"suitable": "SUITABLE", "unsuitable": "UNSUITABLE", "not suitable": "UNSUITABLE"}
PLANNED, PLAN_ENDED = "Child Protection Plan Start Date", "Child Protection Plan End Date"
POWERS = "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"
PROTECTION_PLANS = a_list(
    7,
    (
        DISABLED, PLANNED, "Initial Category of Abuse", "Latest Category of Abuse", "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?", "Date of latest review conference", PLAN_ENDED, POWERS,
        "Number of Previous Child Protection Plans", TEAM, WORKER,
    ),
    (PLANNED,),
    Made(
        table="feeds.ssd_cp_plans",
        columns={
            "cppl_cp_plan_id": joined(ID, PLANNED),
            "cppl_person_id": CHILD,
            "cppl_cp_plan_start_date": day(PLANNED),
            "cppl_cp_plan_end_date": day(PLAN_ENDED),
            "cppl_cp_plan_initial_category": code("Initial Category of Abuse", CATEGORIES),
            "cppl_cp_plan_latest_category": code("Latest Category of Abuse", CATEGORIES),
        },
    ),
    Made(
        table="feeds.ssd_cp_reviews",
        needs="Date of latest review conference",
        columns={
            "cppr_cp_review_id": joined(ID, PLANNED, "Date of latest review conference"),
            "cppr_cp_plan_id": joined(ID, PLANNED),
            "cppr_person_id": CHILD,
            "cppr_cp_review_date": day("Date of latest review conference"),
        },
    ),
    unread=("Number of Previous Child Protection Plans",),
    aliases={"CPP Start Date": PLANNED, "CPP End Date": PLAN_ENDED},
)  # fmt: skip
STARTED, CEASED = "Date Started to be Looked After", "Date Ceased to be Looked After"
STATUS, STATUS_START = "Child's Legal Status", "Start date of current legal status"
PLACED = "Start Date of Most Recent Placement"
OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?"
LOOKED_AFTER = a_list(
    8,
    (
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", DISABLED, STARTED,
        "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        STATUS_START, STATUS, "Date of Latest Statutory Review", "Date of Last Social Work Visit",
        "What is the permanence plan for this child?", "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment", "Date of Last Dental Check", "Number of Placements in the Last 12 months",
        CEASED, "Reason Ceased to be Looked After", PLACED, "Placement Type", "Placement Provider",
        "Placement postcode", "URN of Placement", "Placement Location", "LA of Placement",
        "Number of Episodes the Child has been Missing from their Placement in the last 12 months",
        "Number of Episodes the Child has been Absent from their Placement in the last 12 months",
        OFFERED, ACCEPTED, TEAM, WORKER,
    ),
    (STARTED,),
    Made(
        table="feeds.ssd_cla_episodes",
        columns={
            "clae_cla_episode_id": joined(ID, STARTED),
            "clae_person_id": CHILD,
            "clae_cla_episode_start_date": day(STARTED),
            "clae_cla_episode_start_reason": always("S"),
            "clae_cla_primary_need_code": code("Child's Category of Need"),
            "clae_entered_care_date": day(STARTED),
            "clap_cla_placement_type": code("Placement Type"),
            "clae_cla_episode_ceased_date": day(CEASED),
            "clae_cla_episode_ceased_reason": code("Reason Ceased to be Looked After"),
        },
    ),
    Made(
        table="feeds.ssd_legal_status",
        needs=STATUS,
        columns={
            "lega_legal_status_id": joined(ID, STATUS_START),
            "lega_person_id": CHILD,
            "lega_legal_status": code(STATUS),
            "lega_legal_status_start_date": day(STATUS_START),
        },
    ),
    Made(
        table="feeds.ssd_cla_placement",
        needs=PLACED,
        columns={
            "clap_cla_placement_id": joined(ID, PLACED),
            "clap_person_id": CHILD,
            "clap_cla_placement_start_date": day(PLACED),
            "clap_cla_placement_type": code("Placement Type"),
            "clap_cla_placement_provider": code("Placement Provider"),
            "clap_cla_placement_urn": number("URN of Placement"),
        },
    ),
    Made(
        table="feeds.ssd_cla_reviews",
        needs="Date of Latest Statutory Review",
        columns={
            "clar_cla_review_id": joined(ID, "Date of Latest Statutory Review"),
            "clar_person_id": CHILD,
            "clar_cla_review_date": day("Date of Latest Statutory Review"),
        },
    ),
    unread=(
        "Number of Placements in the Last 12 months",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    ),
    aliases={
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))":
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Legal Status": STATUS,
    },
)  # fmt: skip
CARE_LEAVERS = a_list(
    9,
    (
        DISABLED, TEAM, WORKER, "Eligibility Category", "LA in Touch", "Type of Accommodation",
        "Suitability of Accommodation", "Activity Status",
    ),
    ("Eligibility Category",),
    Made(
        table="feeds.ssd_care_leavers",
        columns={
            "clea_person_id": CHILD,
            "clea_care_leaver_eligibility": code("Eligibility Category", ELIGIBILITY),
            "clea_care_leaver_in_touch": code("LA in Touch"),
            "clea_care_leaver_accommodation": as_it_is("Type of Accommodation"),
            "clea_care_leaver_accom_suitable": code("Suitability of Accommodation", SUITABILITY),
            "clea_care_leaver_activity": code("Activity Status"),
        },
    ),
    aliases={"In Touch": "LA in Touch", "LA In Touch?": "LA in Touch"},
)  # fmt: skip
REVERSED = "Date of Decision that Child Should No Longer be Placed for Adoption"
DECIDED = "Date of Decision that Child Should be Placed for Adoption"
FOSTERED = "Date the child was placed for fostering in FFA or concurrent planning placement"
ADOPTION = a_list(
    10,
    (
        "Family identifier", DISABLED, "Date the Child Entered Care", DECIDED, "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption", "Date of Adoption Order",
        REVERSED, "Reason Why Child No Longer Placed for Adoption", FOSTERED,
    ),
    ("Date the Child Entered Care", DECIDED),
    Made(
        table="feeds.ssd_permanence",
        columns={
            "perm_table_id": joined(ID, "Date the Child Entered Care", after="A10"),
            "perm_person_id": CHILD,
            "perm_entered_care_date": day("Date the Child Entered Care"),
            "perm_adm_decision_date": day(DECIDED),
            "perm_placement_order_date": day("Date of Placement Order"),
            "perm_matched_date": day("Date of Matching Child and Prospective Adopters"),
            "perm_placed_for_adoption_date": day("Date Placed for Adoption"),
            "perm_adopted_date": day("Date of Adoption Order"),
            "perm_decision_reversed_date": day(REVERSED),
            "perm_decision_reversed_reason": code("Reason Why Child No Longer Placed for Adoption"),
            "perm_placed_ffa_cp_date": day(FOSTERED),
        },
    ),
    aliases={"Date Child Entered Care": "Date the Child Entered Care"},
)  # fmt: skip
ADOPTER = "Individual adopter identifier"
ADOPTERS = Layout(
    format=FORMAT,
    name="list 11",
    sheet="list 11",
    headings=(
        ADOPTER, "Family identifier", GENDER, ETHNICITY, "Disability",
        "Is the (prospective) adopter fostering for adoption?", "Date enquiry received", "Date Stage 1 started",
        "Date Stage 1 ended", "Date Stage 2 started", "Date Stage 2 ended", "Date application submitted",
        "Date application approved", "Date adopter matched with child(ren)",
        "Date child/children placed with adopter(s)", "No. of children placed", "Date of Adoption Order",
        "Date of leaving adoption process", "Reason for leaving adoption process",
    ),
    marks=(ADOPTER,),
    makes=(Made(table="feeds.annex_a_adopters"),),
    aliases={"Individual adopter ID": ADOPTER, "Sex": GENDER},
)  # fmt: skip
"""Adopters are no family that a programme looks at: they are counted, and no table keeps them."""

LAYOUTS = (PROTECTION_PLANS, LOOKED_AFTER, CARE_LEAVERS, ADOPTION, ADOPTERS)
