"""SSDA903, the yearly return on looked-after children: a file for each module.

Headings as `lac_validator` of data-to-insight and the schema of the LIIA tools have them. A child's number is the
council's own, and the case system's: where a council numbers children otherwise in its return, it must translate first.
"""

from __future__ import annotations

from dataclasses import replace

from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.ssda903_spellings import SPELLINGS
from csps.feeds.layouts.takes import (
    always,
    as_it_is,
    code,
    day,
    ethnicity,
    joined,
    number,
    only,
    sex,
    unless,
    yes_no,
)

FORMAT = "ssda903"
UNKNOWN = r"(?i)^UN\d$"
CHILD = as_it_is("CHILD")
BORN = frozenset({"DOB"})  # every module repeats it; the header's counts

HEADER = Layout(
    format=FORMAT,
    name="header",
    headings=("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB", "UASC"),
    marks=("CHILD", "ETHNIC"),
    least=3,  # some councils leave the pupil number out of it, others the day of birth
    makes=(
        Made(
            table="feeds.ssd_person",
            columns={
                "pers_person_id": CHILD,
                "pers_dob": day("DOB"),
                "pers_sex": sex("SEX"),
                "pers_ethnicity": ethnicity("ETHNIC"),
                "pers_upn": unless(as_it_is("UPN"), "UPN", UNKNOWN),
                "pers_upn_unknown": only("UPN", UNKNOWN),
                "pers_is_mother": yes_no("MOTHER"),
            },
        ),
        Made(
            table="feeds.ssd_linked_identifiers",
            needs="UPN",
            unlike=UNKNOWN,
            columns={
                "link_table_id": joined("CHILD", "UPN"),
                "link_person_id": CHILD,
                "link_identifier_type": always("UPN"),
                "link_identifier_value": as_it_is("UPN"),
            },
        ),
    ),
)

EPISODES = Layout(
    format=FORMAT,
    name="episodes",
    headings=(
        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
        "HOME_POST", "PL_POST", "URN",
    ),
    marks=("CHILD", "DECOM", "RNE", "LS"),
    makes=(
        Made(
            table="feeds.ssd_cla_episodes",
            columns={
                "clae_cla_episode_id": joined("CHILD", "DECOM", "RNE"),
                "clae_person_id": CHILD,
                "clae_cla_episode_start_date": day("DECOM"),
                "clae_cla_episode_start_reason": code("RNE"),
                "clae_cla_primary_need_code": code("CIN"),
                "clap_cla_placement_type": code("PLACE"),
                "clae_cla_episode_ceased_date": day("DEC"),
                "clae_cla_episode_ceased_reason": code("REC"),
            },
        ),
        Made(
            table="feeds.ssd_legal_status",
            needs="LS",
            columns={
                "lega_legal_status_id": joined("CHILD", "DECOM", "LS"),
                "lega_person_id": CHILD,
                "lega_legal_status": code("LS"),
                "lega_legal_status_start_date": day("DECOM"),
                "lega_legal_status_end_date": day("DEC"),
            },
        ),
        Made(
            table="feeds.ssd_cla_placement",
            needs="PLACE",
            columns={
                "clap_cla_placement_id": joined("CHILD", "DECOM", "PLACE"),
                "clap_person_id": CHILD,
                "clap_cla_placement_start_date": day("DECOM"),
                "clap_cla_placement_type": code("PLACE"),
                "clap_cla_placement_provider": code("PLACE_PROVIDER"),
                "clap_cla_placement_urn": number("URN"),
                "clap_cla_placement_end_date": day("DEC"),
                "clap_cla_placement_change_reason": code("REASON_PLACE_CHANGE"),
            },
        ),
    ),
)  # fmt: skip

REVIEWS = Layout(
    format=FORMAT,
    name="reviews",
    headings=("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    marks=("CHILD", "REVIEW", "REVIEW_CODE"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_cla_reviews",
            columns={
                "clar_cla_review_id": joined("CHILD", "REVIEW"),
                "clar_person_id": CHILD,
                "clar_cla_review_date": day("REVIEW"),
                "clar_cla_review_participation": code("REVIEW_CODE"),
            },
        ),
    ),
)

UASC = Layout(
    format=FORMAT,
    name="uasc",
    headings=("CHILD", "SEX", "DOB", "DUC"),
    marks=("CHILD", "DUC"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_immigration_status",
            columns={
                "immi_immigration_status_id": joined("CHILD"),
                "immi_person_id": CHILD,
                "immi_immigration_status": always("UASC"),
                "immi_sex": sex("SEX"),
                "immi_immigration_status_end_date": day("DUC"),
            },
        ),
    ),
)

OC2 = Layout(
    format=FORMAT,
    name="oc2",
    headings=(
        "CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK",
        "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
    ),
    marks=("CHILD", "SDQ_SCORE", "CONVICTED"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_cla_health",
            columns={
                "clah_person_id": CHILD,
                "clah_sdq_score": number("SDQ_SCORE"),
                "clah_sdq_reason": code("SDQ_REASON"),
                **{
                    f"clah_{heading.lower()}": yes_no(heading)
                    for heading in (
                        "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT",
                        "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
                    )
                },
            },
        ),
    ),
)  # fmt: skip

OC3 = Layout(
    format=FORMAT,
    name="oc3",
    headings=("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
    marks=("CHILD", "IN_TOUCH", "ACTIV"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_care_leavers",
            columns={
                "clea_person_id": CHILD,
                "clea_care_leaver_in_touch": code("IN_TOUCH"),
                "clea_care_leaver_activity": code("ACTIV"),
                "clea_care_leaver_accommodation": as_it_is("ACCOM"),
            },
        ),
    ),
)

AD1 = Layout(
    format=FORMAT,
    name="ad1",
    headings=("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
    marks=("CHILD", "DATE_INT", "DATE_MATCH"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_permanence",
            columns={
                "perm_table_id": joined("CHILD", after="AD1"),
                "perm_person_id": CHILD,
                "perm_adm_decision_date": day("DATE_INT"),
                "perm_matched_date": day("DATE_MATCH"),
                "perm_placed_foster_carer": yes_no("FOSTER_CARE"),
                "perm_adopters": number("NB_ADOPTR"),
                "perm_adopter_sex": code("SEX_ADOPTR"),
                "perm_adopter_legal_status": code("LS_ADOPTR"),
            },
        ),
    ),
)

PLACED_FOR_ADOPTION = Layout(
    format=FORMAT,
    name="placed for adoption",
    headings=("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    marks=("CHILD", "DATE_PLACED"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_permanence",
            columns={
                "perm_table_id": joined("CHILD", "DATE_PLACED", after="PLACED"),
                "perm_person_id": CHILD,
                "perm_placed_for_adoption_date": day("DATE_PLACED"),
                "perm_decision_reversed_date": day("DATE_PLACED_CEASED"),
                "perm_decision_reversed_reason": code("REASON_PLACED_CEASED"),
            },
        ),
    ),
)

PREVIOUS_PERMANENCE = Layout(
    format=FORMAT,
    name="previous permanence",
    headings=("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
    marks=("CHILD", "PREV_PERM"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_cla_previous_permanence",
            columns={
                "lapp_person_id": CHILD,
                "lapp_previous_permanence_option": code("PREV_PERM"),
                "lapp_previous_permanence_la": as_it_is("LA_PERM"),
                "lapp_previous_permanence_order_date": as_it_is("DATE_PERM"),
            },
        ),
    ),
)

MISSING = Layout(
    format=FORMAT,
    name="missing",
    headings=("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    marks=("CHILD", "MISSING", "MIS_START"),
    unread=BORN,
    makes=(
        Made(
            table="feeds.ssd_missing",
            columns={
                "miss_table_id": joined("CHILD", "MIS_START"),
                "miss_person_id": CHILD,
                "miss_missing_episode_start_date": day("MIS_START"),
                "miss_missing_episode_type": code("MISSING"),
                "miss_missing_episode_end_date": day("MIS_END"),
            },
        ),
    ),
)

SOCIAL_WORKER = Layout(
    format=FORMAT,
    name="social worker",
    headings=("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
    marks=("CHILD", "SW_ID", "SW_DECOM"),
    unread=BORN,
    year=2024,
    makes=(
        Made(
            table="feeds.ssd_involvements",
            columns={
                "invo_involvements_id": joined("CHILD", "SW_ID", "SW_DECOM"),
                "invo_person_id": CHILD,
                "invo_professional_id": as_it_is("SW_ID"),
                "invo_involvement_start_date": day("SW_DECOM"),
                "invo_involvement_end_date": day("SW_DEC"),
                "invo_worker_change_reason": as_it_is("SW_REASON"),
            },
        ),
    ),
)

LIBERTY = Layout(
    format=FORMAT,
    name="deprivation of liberty",
    headings=("CHILD", "DOB", "DOLO_START", "DOLO_END"),
    marks=("CHILD", "DOLO_START"),
    unread=BORN,
    year=2024,
    makes=(
        Made(
            table="feeds.ssda903_deprivation_of_liberty",
            columns={
                "dolo_id": joined("CHILD", "DOLO_START"),
                "dolo_person_id": CHILD,
                "dolo_start_date": day("DOLO_START"),
                "dolo_end_date": day("DOLO_END"),
            },
        ),
    ),
)

_MODULES = (
    HEADER, EPISODES, REVIEWS, UASC, OC2, OC3, AD1, PLACED_FOR_ADOPTION, PREVIOUS_PERMANENCE, MISSING, SOCIAL_WORKER, LIBERTY,
)  # fmt: skip
LAYOUTS = tuple(replace(module, aliases=SPELLINGS) for module in _MODULES)
