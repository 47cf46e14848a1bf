"""Children's social care: what the yearly return on looked-after children adds to episodes, and what follows care."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import looked_after, people
from csps.contracts.code_lists import looked_after_returns as codes
from csps.contracts.feeds.childrens_social_care_people import AGENCY, PERSON, SSD
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import LOOKED_AFTER

SPECIAL = Sensitivity.SPECIAL
SSDA903 = "SSDA903 return on children looked after"

SSD_CLA_PLACEMENT = Table(
    name="feeds.ssd_cla_placement",
    agency=AGENCY,
    meaning="Where a looked-after child was placed, by whom provided, and why the placement changed.",
    row="one row per child and placement",
    key=("clap_cla_placement_id",),
    person="clap_person_id",
    happened_on="clap_cla_placement_start_date",
    ended_on="clap_cla_placement_end_date",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cla_placement; {SSDA903}, episodes; postcodes of homes and placements are left out",
    columns=(
        c.reference("clap_cla_placement_id", "Reference of the placement.", required=True),
        c.person_reference(
            "clap_person_id",
            "The child; the standard's own extract may say it by clap_cla_id only.",
            required=False,
            references=PERSON,
        ),
        c.reference("clap_cla_id", "The period of care, as the standard numbers it."),
        c.day("clap_cla_placement_start_date", "First day of the placement.", required=True),
        c.code("clap_cla_placement_type", "What kind of placement.", looked_after.PLACEMENT),
        c.code("clap_cla_placement_provider", "Who provides it.", codes.PLACEMENT_PROVIDER),
        c.text("clap_cla_placement_urn", "Ofsted's number of the provision.", sensitivity=Sensitivity.ORDINARY),
        c.day("clap_cla_placement_end_date", "Last day of the placement."),
        c.code("clap_cla_placement_change_reason", "Why it ended.", codes.PLACEMENT_CHANGE),
    ),
)

SSD_CLA_REVIEWS = Table(
    name="feeds.ssd_cla_reviews",
    agency=AGENCY,
    meaning="Reviews of a looked-after child's care plan, and how the child took part.",
    row="one row per child and review",
    key=("clar_cla_review_id",),
    person="clar_person_id",
    happened_on="clar_cla_review_date",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cla_reviews; {SSDA903}, reviews",
    columns=(
        c.reference("clar_cla_review_id", "Reference of the review.", required=True),
        c.person_reference(
            "clar_person_id",
            "The child; the standard's own extract says it by clar_cla_id only.",
            required=False,
            references=PERSON,
        ),
        c.reference("clar_cla_id", "The period of care, as the standard numbers it."),
        c.day("clar_cla_review_date", "Day of the review.", required=True),
        c.code("clar_cla_review_participation", "How the child took part.", codes.REVIEW_PARTICIPATION),
    ),
)

OUTCOMES_OF_THE_YEAR = Table(
    name="feeds.ssd_cla_health",
    agency=AGENCY,
    meaning="Health, conviction and substance misuse of a child looked after for a year, as the return's OC2 says it.",
    row="one row per child; each year's return is a new version",
    key=("clah_person_id",),
    person="clah_person_id",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSDA903}, OC2; the {SSD}'s ssd_cla_health dates each check by itself, which the return does not",
    columns=(
        c.person_reference("clah_person_id", "The child.", references=PERSON),
        c.count("clah_sdq_score", "Score of strengths and difficulties.", "points", maximum=40, sensitivity=SPECIAL),
        c.code("clah_sdq_reason", "Why there is no score.", codes.SDQ_REASON),
        c.flag("clah_convicted", "Convicted or cautioned in the year.", sensitivity=Sensitivity.CRIMINAL),
        c.flag("clah_health_check", "Development checks up to date.", sensitivity=SPECIAL),
        c.flag("clah_immunisations", "Immunisations up to date.", sensitivity=SPECIAL),
        c.flag("clah_teeth_check", "Teeth checked.", sensitivity=SPECIAL),
        c.flag("clah_health_assessment", "Annual health assessment done.", sensitivity=SPECIAL),
        c.flag("clah_substance_misuse", "A substance misuse problem was found.", sensitivity=SPECIAL),
        c.flag("clah_intervention_received", "Received an intervention for it.", sensitivity=SPECIAL),
        c.flag("clah_intervention_offered", "Was offered an intervention and refused it.", sensitivity=SPECIAL),
    ),
)

SSD_CARE_LEAVERS = Table(
    name="feeds.ssd_care_leavers",
    agency=AGENCY,
    meaning="Care leavers: contact, what they do and where they live.",
    row="one row per care leaver; each return is a new version",
    key=("clea_person_id",),
    person="clea_person_id",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_care_leavers; {SSDA903}, OC3; Ofsted Annex A, list 9",
    columns=(
        c.person_reference("clea_person_id", "The care leaver.", references=PERSON),
        c.code("clea_care_leaver_eligibility", "Which duty is owed.", codes.CARE_LEAVER_ELIGIBILITY),
        c.code("clea_care_leaver_in_touch", "Contact with the council.", codes.IN_TOUCH),
        c.text("clea_care_leaver_accommodation", "Kind of accommodation, as the return codes it."),
        c.code("clea_care_leaver_accom_suitable", "Whether it is suitable.", codes.SUITABILITY),
        c.code("clea_care_leaver_activity", "Education, training or employment.", codes.ACTIVITY),
    ),
)

SSD_PERMANENCE = Table(
    name="feeds.ssd_permanence",
    agency=AGENCY,
    meaning="Steps of a looked-after child towards adoption.",
    row="one row per child and source; a later delivery is a new version",
    key=("perm_table_id",),
    person="perm_person_id",
    retention=LOOKED_AFTER,
    purposes=c.CASEWORK_ONLY | c.PROTECTED,
    source=f"{SSD}, ssd_permanence; {SSDA903}, AD1 and placed for adoption; Ofsted Annex A, list 10",
    columns=(
        c.reference("perm_table_id", "Reference of the row.", required=True),
        c.person_reference("perm_person_id", "The child.", references=PERSON),
        c.day("perm_entered_care_date", "Day on which care began."),
        c.day("perm_adm_decision_date", "Day of the decision that the child should be placed for adoption."),
        c.day("perm_placement_order_date", "Day of the placement order."),
        c.day("perm_matched_date", "Day of the match with adopters."),
        c.day("perm_placed_for_adoption_date", "Day of the placement for adoption."),
        c.day("perm_adopted_date", "Day of the adoption order."),
        c.day("perm_decision_reversed_date", "Day of the decision that the child should no longer be placed."),
        c.code("perm_decision_reversed_reason", "Why no longer.", codes.ADOPTION_ENDED),
        c.day("perm_placed_ffa_cp_date", "Day of a placement for fostering before adoption."),
        c.flag("perm_placed_foster_carer", "Whether the adopters were the child's foster carers."),
        c.count("perm_adopters", "How many adopters.", "people", maximum=2),
        c.code("perm_adopter_sex", "Sex of the adopters.", codes.ADOPTERS),
        c.code("perm_adopter_legal_status", "Legal status of the adopters.", codes.ADOPTERS_STATUS),
    ),
)

SSD_CLA_PREVIOUS_PERMANENCE = Table(
    name="feeds.ssd_cla_previous_permanence",
    agency=AGENCY,
    meaning="Whether a child had left care for a permanent home before.",
    row="one row per child; each return is a new version",
    key=("lapp_person_id",),
    person="lapp_person_id",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_cla_previous_permanence; {SSDA903}, previous permanence",
    columns=(
        c.person_reference("lapp_person_id", "The child.", references=PERSON),
        c.code("lapp_previous_permanence_option", "Which arrangement.", codes.PREVIOUS_PERMANENCE),
        c.text("lapp_previous_permanence_la", "Council that arranged it.", sensitivity=Sensitivity.ORDINARY),
        c.text("lapp_previous_permanence_order_date", "Day of the order; parts that are not known are zz or zzzz."),
    ),
)

SSD_IMMIGRATION_STATUS = Table(
    name="feeds.ssd_immigration_status",
    agency=AGENCY,
    meaning="Immigration status, and children who came alone to seek asylum.",
    row="one row per child; each return is a new version",
    key=("immi_immigration_status_id",),
    person="immi_person_id",
    retention=LOOKED_AFTER,
    purposes=c.CASEWORK_ONLY | c.PROTECTED,
    source=f"{SSD}, ssd_immigration_status; {SSDA903}, UASC",
    columns=(
        c.reference("immi_immigration_status_id", "Reference of the row.", required=True),
        c.person_reference("immi_person_id", "The child.", references=PERSON),
        c.text(
            "immi_immigration_status",
            "The status, as the source writes it; UASC for a child who came alone.",
            sensitivity=SPECIAL,
        ),
        c.protected("immi_sex", "Sex as this return records it.", people.SEX),
        c.day("immi_immigration_status_start_date", "First day of the status."),
        c.day("immi_immigration_status_end_date", "Last day of the status, or the day it is due to end."),
    ),
)

SSD_INVOLVEMENTS = Table(
    name="feeds.ssd_involvements",
    agency=AGENCY,
    meaning="Social workers of a child, with dates.",
    row="one row per child and worker's period",
    key=("invo_involvements_id",),
    person="invo_person_id",
    happened_on="invo_involvement_start_date",
    ended_on="invo_involvement_end_date",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_involvements; {SSDA903}, social worker episodes",
    columns=(
        c.reference("invo_involvements_id", "Reference of the period.", required=True),
        c.person_reference("invo_person_id", "The child.", references=PERSON),
        c.worker("invo_professional_id", "Number of the worker."),
        c.day("invo_involvement_start_date", "First day.", required=True),
        c.day("invo_involvement_end_date", "Last day."),
        c.text("invo_worker_change_reason", "Why the worker changed, as the return codes it."),
    ),
)

DEPRIVATION_OF_LIBERTY = Table(
    name="feeds.ssda903_deprivation_of_liberty",
    agency=AGENCY,
    meaning="Orders that let a looked-after child's liberty be restricted.",
    row="one row per child and order",
    key=("dolo_id",),
    person="dolo_person_id",
    happened_on="dolo_start_date",
    ended_on="dolo_end_date",
    retention=LOOKED_AFTER,
    purposes=c.CASE_FACTS,
    source=f"{SSDA903}, deprivation of liberty orders",
    columns=(
        c.reference("dolo_id", "Reference of the order.", required=True),
        c.person_reference("dolo_person_id", "The child.", references=PERSON),
        c.day("dolo_start_date", "First day.", required=True),
        c.day("dolo_end_date", "Last day."),
    ),
)

TABLES = (
    SSD_CLA_PLACEMENT,
    SSD_CLA_REVIEWS,
    OUTCOMES_OF_THE_YEAR,
    SSD_CARE_LEAVERS,
    SSD_PERMANENCE,
    SSD_CLA_PREVIOUS_PERMANENCE,
    SSD_IMMIGRATION_STATUS,
    SSD_INVOLVEMENTS,
    DEPRIVATION_OF_LIBERTY,
)
