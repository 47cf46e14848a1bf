"""Children's social care: reviews of protection plans, and what comes before care proceedings."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.feeds.childrens_social_care_people import AGENCY, PERSON, SSD
from csps.contracts.model import Table
from csps.contracts.retention import CHILD_IN_NEED

CENSUS = "Children in Need census"
REFERRAL = "feeds.ssd_cin_episodes.cine_referral_id"

SSD_CP_REVIEWS = Table(
    name="feeds.ssd_cp_reviews",
    agency=AGENCY,
    meaning="Review conferences of child protection plans.",
    row="one row per plan and review",
    key=("cppr_cp_review_id",),
    person="cppr_person_id",
    happened_on="cppr_cp_review_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cp_reviews; {CENSUS}, Reviews/CPPreviewDate",
    columns=(
        c.reference("cppr_cp_review_id", "Reference of the review.", required=True),
        c.reference("cppr_cp_plan_id", "The plan reviewed.", references="feeds.ssd_cp_plans.cppl_cp_plan_id"),
        c.person_reference("cppr_person_id", "The child.", references=PERSON),
        c.day("cppr_cp_review_date", "Day of the review.", required=True),
    ),
)

SSD_PRE_PROCEEDINGS = Table(
    name="feeds.ssd_pre_proceedings",
    agency=AGENCY,
    meaning="What a council did with a family before it went to court, and family group decision making.",
    row="one row per child, referral and start",
    key=("prep_table_id",),
    person="prep_person_id",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_pre_proceedings; {CENSUS} from 2026, PreProceedingsandFGDM",
    columns=(
        c.reference("prep_table_id", "Reference of the row.", required=True),
        c.person_reference("prep_person_id", "The child.", references=PERSON),
        c.reference("prep_referral_id", "The referral it follows.", references=REFERRAL),
        c.day("prep_start_date", "Day on which it began."),
        c.day("prep_letter_sent_date", "Day of the letter before proceedings."),
        c.text("prep_fgdm_meeting_offer", "Family group decision making: offered, as the census codes it."),
        c.text("prep_fgdm_meeting_held", "Family group decision making: held, as the census codes it."),
        c.day("prep_initial_meeting_date", "Day of the first meeting."),
        c.count("prep_review_meetings", "Review meetings held.", "meetings"),
        c.day("prep_step_decision_date", "Day of the decision to step up or down."),
        c.text("prep_outcome", "What came of it, as the census codes it."),
        c.day("prep_court_application_date", "Day of the application to court."),
        c.day("prep_initial_letter_date", "Day of the letter for the initial conference."),
    ),
)

TABLES = (SSD_CP_REVIEWS, SSD_PRE_PROCEEDINGS)
