"""Children's social care from first contact to assessment, in the shape of the Standard Safeguarding Dataset."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import childrens_services as codes
from csps.contracts.feeds.childrens_social_care_people import AGENCY, PERSON, SSD
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import CHILD_IN_NEED, CONTACT_ONLY, EARLY_HELP

SPECIAL = Sensitivity.SPECIAL

SSD_CONTACTS = Table(
    name="feeds.ssd_contacts",
    agency=AGENCY,
    meaning="Each time somebody told children's social care about a child.",
    row="one row per child and contact",
    key=("cont_contact_id",),
    person="cont_person_id",
    happened_on="cont_contact_date",
    retention=CONTACT_ONLY,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_contacts; cont_contact_outcome_json is flattened, one column per key; "
    "cont_contact_source_desc is left out as free text",
    columns=(
        c.reference("cont_contact_id", "Reference of the contact.", required=True),
        c.person_reference("cont_person_id", "The child.", references=PERSON),
        c.day("cont_contact_date", "Day of the contact.", required=True),
        c.code("cont_contact_source_code", "Who made the contact.", codes.REFERRAL_SOURCE),
        c.flag("cont_contact_outcome_new_referral_flag", "Whether it became a new referral."),
        c.flag("cont_contact_outcome_existing_referral_flag", "Whether it was added to an open referral."),
        c.flag("cont_contact_outcome_cp_enquiry_flag", "Whether it led straight to a child protection enquiry."),
        c.flag("cont_contact_outcome_nfa_flag", "Whether no further action was taken."),
    ),
)

SSD_EARLY_HELP_EPISODES = Table(
    name="feeds.ssd_early_help_episodes",
    agency=AGENCY,
    meaning="Periods in which a child or family had early help.",
    row="one row per child and episode",
    key=("earl_episode_id",),
    person="earl_person_id",
    happened_on="earl_episode_start_date",
    ended_on="earl_episode_end_date",
    retention=EARLY_HELP,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_early_help_episodes; reasons are mapped from each council's own words",
    columns=(
        c.reference("earl_episode_id", "Reference of the episode.", required=True),
        c.person_reference("earl_person_id", "The child.", references=PERSON),
        c.day("earl_episode_start_date", "First day of the episode.", required=True),
        c.day("earl_episode_end_date", "Last day of the episode."),
        c.code("earl_episode_reason", "Why it began.", codes.EARLY_HELP_REASON, sensitivity=SPECIAL),
        c.code("earl_episode_end_reason", "Why it ended.", codes.EARLY_HELP_END_REASON),
        c.text("earl_episode_organisation", "Organisation that leads the episode.", sensitivity=Sensitivity.ORDINARY),
        c.worker("earl_episode_worker_id", "Staff number of the worker."),
    ),
)

SSD_CIN_EPISODES = Table(
    name="feeds.ssd_cin_episodes",
    agency=AGENCY,
    meaning="Referrals, and the period in need that follows each until the case closes.",
    row="one row per child and referral",
    key=("cine_referral_id",),
    person="cine_person_id",
    happened_on="cine_referral_date",
    ended_on="cine_close_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cin_episodes; cine_referral_outcome_json is flattened, one column per key",
    columns=(
        c.reference("cine_referral_id", "Reference of the referral.", required=True),
        c.person_reference("cine_person_id", "The child.", references=PERSON),
        c.day("cine_referral_date", "Day of the referral.", required=True),
        c.code("cine_cin_primary_need_code", "Main need.", codes.PRIMARY_NEED, sensitivity=SPECIAL),
        c.code("cine_referral_source_code", "Who referred.", codes.REFERRAL_SOURCE),
        c.flag("cine_referral_outcome_single_assessment_flag", "Whether it led to an assessment."),
        c.flag("cine_referral_outcome_strategy_discussion_flag", "Whether it led to a strategy discussion."),
        c.flag("cine_referral_nfa", "Whether no further action was taken."),
        c.code("cine_close_reason", "Why the case closed.", codes.CIN_CLOSURE_REASON),
        c.day("cine_close_date", "Day on which the case closed."),
        c.worker("cine_referral_team", "Team that took the referral."),
        c.worker("cine_referral_worker_id", "Staff number of the worker."),
    ),
)

SSD_CIN_ASSESSMENTS = Table(
    name="feeds.ssd_cin_assessments",
    agency=AGENCY,
    meaning="Assessments by a social worker.",
    row="one row per child and assessment",
    key=("cina_assessment_id",),
    person="cina_person_id",
    happened_on="cina_assessment_start_date",
    ended_on="cina_assessment_auth_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cin_assessments; cina_assessment_outcome_json is flattened, one column per key",
    columns=(
        c.reference("cina_assessment_id", "Reference of the assessment.", required=True),
        c.person_reference("cina_person_id", "The child.", references=PERSON),
        c.reference("cina_referral_id", "The referral assessed.", references="feeds.ssd_cin_episodes.cine_referral_id"),
        c.day("cina_assessment_start_date", "First day of the assessment.", required=True),
        c.flag("cina_assessment_child_seen", "Whether the child was seen."),
        c.day("cina_assessment_auth_date", "Day on which a manager authorised the assessment."),
        c.flag("cina_assessment_outcome_strategy_discussion_flag", "Whether it led to a strategy discussion."),
        c.flag("cina_assessment_outcome_cin_plan_flag", "Whether it led to a child in need plan."),
        c.flag("cina_assessment_outcome_early_help_flag", "Whether it led to early help."),
        c.flag("cina_assessment_outcome_nfa", "Whether no further action was taken."),
        c.worker("cina_assessment_team", "Team of the assessment."),
        c.worker("cina_assessment_worker_id", "Staff number of the worker."),
    ),
)

SSD_ASSESSMENT_FACTORS = Table(
    name="feeds.ssd_assessment_factors",
    agency=AGENCY,
    meaning="Factors that a social worker found at the end of an assessment.",
    row="one row per assessment",
    key=("cinf_table_id",),
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_assessment_factors; the day and the child come from the assessment",
    columns=(
        c.reference("cinf_table_id", "Reference of the row.", required=True),
        c.reference(
            "cinf_assessment_id",
            "The assessment.",
            required=True,
            references="feeds.ssd_cin_assessments.cina_assessment_id",
        ),
        c.codes(
            "cinf_assessment_factors_json",
            'The factors, as in ["1A","2B"].',
            codes.ASSESSMENT_FACTORS,
            required=True,
            sensitivity=SPECIAL,
        ),
    ),
)

SSD_CIN_PLANS = Table(
    name="feeds.ssd_cin_plans",
    agency=AGENCY,
    meaning="Child in need plans.",
    row="one row per child and plan",
    key=("cinp_cin_plan_id",),
    person="cinp_person_id",
    happened_on="cinp_cin_plan_start_date",
    ended_on="cinp_cin_plan_end_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cin_plans",
    columns=(
        c.reference("cinp_cin_plan_id", "Reference of the plan.", required=True),
        c.reference(
            "cinp_referral_id", "The referral it follows.", references="feeds.ssd_cin_episodes.cine_referral_id"
        ),
        c.person_reference("cinp_person_id", "The child.", references=PERSON),
        c.day("cinp_cin_plan_start_date", "First day of the plan.", required=True),
        c.day("cinp_cin_plan_end_date", "Last day of the plan."),
        c.worker("cinp_cin_plan_team", "Team that holds the plan."),
        c.worker("cinp_cin_plan_worker_id", "Staff number of the worker."),
    ),
)

TABLES = (
    SSD_CONTACTS,
    SSD_EARLY_HELP_EPISODES,
    SSD_CIN_EPISODES,
    SSD_CIN_ASSESSMENTS,
    SSD_ASSESSMENT_FACTORS,
    SSD_CIN_PLANS,
)
