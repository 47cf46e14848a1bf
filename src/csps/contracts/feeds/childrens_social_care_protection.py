"""Children's social care: protection and care, in the shape of the Standard Safeguarding Dataset."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import childrens_services as codes
from csps.contracts.code_lists import looked_after
from csps.contracts.feeds.childrens_social_care_people import AGENCY, PERSON, SSD
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import CHILD_IN_NEED, LOOKED_AFTER

REFERRAL = "feeds.ssd_cin_episodes.cine_referral_id"
SPECIAL = Sensitivity.SPECIAL

SSD_S47_ENQUIRY = Table(
    name="feeds.ssd_s47_enquiry",
    agency=AGENCY,
    meaning="Enquiries under section 47 of the Children Act 1989.",
    row="one row per child and enquiry",
    key=("s47e_s47_enquiry_id",),
    person="s47e_person_id",
    happened_on="s47e_s47_start_date",
    ended_on="s47e_s47_end_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_s47_enquiry; s47e_s47_outcome_json becomes s47e_s47_outcome_code",
    columns=(
        c.reference("s47e_s47_enquiry_id", "Reference of the enquiry.", required=True),
        c.reference("s47e_referral_id", "The referral it follows.", references=REFERRAL),
        c.person_reference("s47e_person_id", "The child.", references=PERSON),
        c.day("s47e_s47_start_date", "Day of the strategy discussion that began it.", required=True),
        c.day("s47e_s47_end_date", "Day on which it ended."),
        c.flag("s47e_s47_nfa", "Whether no further action was taken."),
        c.code("s47e_s47_outcome_code", "What the enquiry found.", codes.S47_OUTCOME),
        c.worker("s47e_s47_completed_by_team", "Team that completed it."),
        c.worker("s47e_s47_completed_by_worker_id", "Staff number of the worker."),
    ),
)

SSD_INITIAL_CP_CONFERENCE = Table(
    name="feeds.ssd_initial_cp_conference",
    agency=AGENCY,
    meaning="Initial child protection conferences.",
    row="one row per child and conference",
    key=("icpc_icpc_id",),
    person="icpc_person_id",
    happened_on="icpc_icpc_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_initial_cp_conference; icpc_icpc_outcome_json is left out: the flag says the outcome",
    columns=(
        c.reference("icpc_icpc_id", "Reference of the conference for this child.", required=True),
        c.reference(
            "icpc_s47_enquiry_id",
            "The enquiry that led to it.",
            references="feeds.ssd_s47_enquiry.s47e_s47_enquiry_id",
        ),
        c.reference("icpc_referral_id", "The referral it follows.", references=REFERRAL),
        c.person_reference("icpc_person_id", "The child.", references=PERSON),
        c.flag("icpc_icpc_transfer_in", "Whether the child moved in from another council under a plan."),
        c.day("icpc_icpc_target_date", "Day by which it had to be held."),
        c.day("icpc_icpc_date", "Day on which it was held.", required=True),
        c.flag("icpc_icpc_outcome_cp_flag", "Whether a child protection plan was made."),
    ),
)

SSD_CP_PLANS = Table(
    name="feeds.ssd_cp_plans",
    agency=AGENCY,
    meaning="Child protection plans.",
    row="one row per child and plan",
    key=("cppl_cp_plan_id",),
    person="cppl_person_id",
    happened_on="cppl_cp_plan_start_date",
    ended_on="cppl_cp_plan_end_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cp_plans",
    columns=(
        c.reference("cppl_cp_plan_id", "Reference of the plan.", required=True),
        c.reference("cppl_referral_id", "The referral it follows.", references=REFERRAL),
        c.reference(
            "cppl_icpc_id", "The conference that made it.", references="feeds.ssd_initial_cp_conference.icpc_icpc_id"
        ),
        c.person_reference("cppl_person_id", "The child.", references=PERSON),
        c.day("cppl_cp_plan_start_date", "First day of the plan.", required=True),
        c.day("cppl_cp_plan_end_date", "Last day of the plan."),
        c.code(
            "cppl_cp_plan_initial_category",
            "Category of abuse at the start.",
            codes.ABUSE_CATEGORY,
            sensitivity=SPECIAL,
        ),
        c.code("cppl_cp_plan_latest_category", "Latest category of abuse.", codes.ABUSE_CATEGORY, sensitivity=SPECIAL),
        c.flag("cppl_cp_plan_ola", "Whether another council is responsible for the plan."),
    ),
)

SSD_CLA_EPISODES = Table(
    name="feeds.ssd_cla_episodes",
    agency=AGENCY,
    meaning="Episodes of being looked after: a new one with every change of legal status, placement or carer.",
    row="one row per child and episode",
    key=("clae_cla_episode_id",),
    person="clae_person_id",
    happened_on="clae_cla_episode_start_date",
    ended_on="clae_cla_episode_ceased_date",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cla_episodes; clap_cla_placement_type is brought in from ssd_cla_placement",
    columns=(
        c.reference("clae_cla_episode_id", "Reference of the episode.", required=True),
        c.reference("clae_cla_id", "Reference of the whole period of care."),
        c.reference("clae_referral_id", "The referral it follows.", references=REFERRAL),
        c.person_reference("clae_person_id", "The child.", references=PERSON),
        c.day("clae_cla_episode_start_date", "First day of the episode.", required=True),
        c.code("clae_cla_episode_start_reason", "Why the episode began.", looked_after.EPISODE_REASON, required=True),
        c.code("clae_cla_primary_need_code", "Main need.", codes.PRIMARY_NEED, sensitivity=SPECIAL),
        c.day("clae_entered_care_date", "First day of the whole period of care."),
        c.code("clap_cla_placement_type", "Where the child is placed.", looked_after.PLACEMENT),
        c.day("clae_cla_episode_ceased_date", "Last day of the episode."),
        c.code("clae_cla_episode_ceased_reason", "Why the episode ended.", looked_after.CEASED_REASON),
    ),
)

SSD_LEGAL_STATUS = Table(
    name="feeds.ssd_legal_status",
    agency=AGENCY,
    meaning="The legal status under which a child is looked after.",
    row="one row per child and period of legal status",
    key=("lega_legal_status_id",),
    person="lega_person_id",
    happened_on="lega_legal_status_start_date",
    ended_on="lega_legal_status_end_date",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_legal_status",
    columns=(
        c.reference("lega_legal_status_id", "Reference of the row.", required=True),
        c.person_reference("lega_person_id", "The child.", references=PERSON),
        c.code("lega_legal_status", "The legal status.", looked_after.LEGAL_STATUS, required=True),
        c.day("lega_legal_status_start_date", "First day of the status.", required=True),
        c.day("lega_legal_status_end_date", "Last day of the status."),
    ),
)

SSD_MISSING = Table(
    name="feeds.ssd_missing",
    agency=AGENCY,
    meaning="Episodes in which a child was missing or away without authorisation.",
    row="one row per child and episode",
    key=("miss_table_id",),
    person="miss_person_id",
    happened_on="miss_missing_episode_start_date",
    ended_on="miss_missing_episode_end_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_missing",
    columns=(
        c.reference("miss_table_id", "Reference of the episode.", required=True),
        c.person_reference("miss_person_id", "The child.", references=PERSON),
        c.day("miss_missing_episode_start_date", "Day on which the child went missing.", required=True),
        c.code("miss_missing_episode_type", "Missing, or away without authorisation.", codes.MISSING_TYPE),
        c.day("miss_missing_episode_end_date", "Day on which the child was found."),
        c.flag("miss_missing_rhi_offered", "Whether a return home interview was offered."),
        c.flag("miss_missing_rhi_accepted", "Whether the child accepted it."),
    ),
)

TABLES = (
    SSD_S47_ENQUIRY,
    SSD_INITIAL_CP_CONFERENCE,
    SSD_CP_PLANS,
    SSD_CLA_EPISODES,
    SSD_LEGAL_STATUS,
    SSD_MISSING,
)
