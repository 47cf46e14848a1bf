"""The Standard Safeguarding Dataset as it is extracted, a file for each object; and every other table of the contracts.

An object's columns have the names of its contract. Where the contract keeps a JSON column in parts, its keys are read;
where it has columns that the standard has elsewhere, they may be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Identity, Type
from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import (
    YES_NO,
    Take,
    as_it_is,
    code,
    coded,
    day,
    first_of,
    inside,
    listed_codes,
    number,
    sex,
    yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.contracts.model import CodeList, Column, Table

FORMAT, CONTRACT = "ssd", "csv"
MORE: dict[str, tuple[str, ...]] = {
    "feeds.ssd_person": ("pers_gender", "pers_legacy_id", "pers_nationality", "pers_single_unique_id"),
    "feeds.ssd_address": ("addr_address_json",),
    "feeds.ssd_mother": ("moth_childs_dob",),
    "feeds.ssd_contacts": ("cont_contact_source_desc", "cont_contact_outcome_json"),
    "feeds.ssd_cin_episodes": ("cine_referral_source_desc", "cine_referral_outcome_json"),
    "feeds.ssd_cin_assessments": ("cina_assessment_outcome_json",),
    "feeds.ssd_s47_enquiry": ("s47e_s47_outcome_json",),
    "feeds.ssd_initial_cp_conference": (
        "icpc_icpc_meeting_id", "icpc_cp_plan_id", "icpc_icpc_outcome_json", "icpc_icpc_team", "icpc_icpc_worker_id",
    ),
    "feeds.ssd_cla_episodes": (
        "clae_cla_placement_id", "clae_cla_last_iro_contact_date", "clae_cla_episode_team", "clae_cla_worker_id",
        "clae_cla_episode_worker_id", "clae_cla_episode_start_placement_id",
    ),
    "feeds.ssd_involvements": ("invo_professional_role_id", "invo_professional_team", "invo_referral_id"),
    "feeds.ssd_cla_placement": (
        "clap_cla_placement_distance", "clap_cla_placement_postcode", "clap_cla_placement_la",
    ),
    "feeds.ssd_care_leavers": (
        "clea_table_id", "clea_care_leaver_latest_contact", "clea_pathway_plan_review_date",
        "clea_care_leaver_personal_advisor", "clea_care_leaver_allocated_team", "clea_care_leaver_worker_id",
    ),
    "feeds.ssd_permanence": (
        "perm_cla_id", "perm_ffa_cp_decision_date", "perm_placed_foster_carer_date", "perm_part_of_sibling_group",
        "perm_siblings_placed_together", "perm_siblings_placed_apart", "perm_placement_provider_urn",
        "perm_permanence_order_date", "perm_permanence_order_type", "perm_adoption_worker_id",
    ),
    "feeds.ssd_pre_proceedings": (
        "prep_plo_family_id", "prep_cp_plans_referral_period", "prep_legal_gateway_outcome", "prep_prev_pre_proc_child",
        "prep_prev_care_proc_child", "prep_care_pro_letter_date", "prep_pre_pro_parents_legal_rep",
        "prep_parents_legal_rep_point_of_issue", "prep_court_reference", "prep_care_proc_court_hearings",
        "prep_care_proc_short_notice", "prep_proc_short_notice_reason", "prep_la_inital_plan_approved",
        "prep_la_initial_care_plan", "prep_la_final_plan_approved", "prep_la_final_care_plan",
    ),
    "feeds.ssd_cla_reviews": ("clar_cla_review_due_date", "clar_cla_review_cancelled"),
    "feeds.ssd_cp_reviews": (
        "cppr_cp_review_due", "cppr_cp_review_meeting_outcome_continue_cpp", "cppr_cp_review_quorate",
        "cppr_cp_review_participation",
    ),
}  # fmt: skip
"""Columns that the standard gives an object beyond its contract."""
OTHERWISE: dict[str, str] = {
    "pers_send": "pers_send_flag",
    "perm_number_of_adopters": "perm_adopters",
    "perm_adopted_by_carer_flag": "perm_placed_foster_carer",
    "prep_pre_pro_decision_date": "prep_start_date",
    "prep_initial_pre_pro_meeting_date": "prep_initial_meeting_date",
    "prep_pre_pro_outcome": "prep_outcome",
    "prep_agree_stepdown_issue_date": "prep_step_decision_date",
    "prep_pre_pro_letter_date": "prep_letter_sent_date",
    "prep_pre_pro_meetings_num": "prep_review_meetings",
}
"""Names that the standard, in one of its versions, gives what a contract calls otherwise."""
UNKEPT: dict[str, tuple[str, ...]] = {
    "ssd_cin_visits": ("cinv_cin_visit_id",),
    "ssd_cp_visits": ("cppv_cp_visit_id",),
    "ssd_cla_visits": ("clav_cla_visit_id",),
    "ssd_cla_immunisations": ("clai_person_id",),
    "ssd_cla_convictions": ("clac_cla_conviction_id",),
    "ssd_cla_substance_misuse": ("clas_substance_misuse_id",),
    "ssd_cla_care_plan": ("lacp_table_id",),
    "ssd_cla_health_checks": ("clah_health_check_id",),
    "ssd_sdq_scores": ("csdq_table_id",),
    "ssd_send": ("send_table_id",),
    "ssd_sen_need": ("senn_table_id",),
    "ssd_ehcp_requests": ("ehcr_ehcp_request_id",),
    "ssd_ehcp_assessment": ("ehca_ehcp_assessment_id",),
    "ssd_ehcp_named_plan": ("ehcn_named_plan_id",),
    "ssd_ehcp_active_plans": ("ehcp_active_ehcp_id",),
    "ssd_professionals": ("prof_professional_id",),
    "ssd_department": ("dept_team_id",),
    "ssd_voice_of_child": ("voch_table_id",),
    "ssd_s251_finance": ("s251_table_id",),
    "ssd_version_log": ("version_number",),
}
"""Objects for which there is no contract, with what tells each: their rows are counted and not kept."""


def _take(table: Table, column: Column) -> Take:
    return _flattened(table.name, column.name) or taken_as(table, column, column.name)


def taken_as(table: Table, column: Column, name: str) -> Take:
    """Take a column under some heading, spelled as its type asks.

    Args:
        table: the contract.
        column: of the contract.
        name: the heading that the file has for it.
    """
    if column.codes is not None and column.type is Type.CODE:
        return _coded(column.codes, name)
    if column.identity is Identity.UPRN or (column.name in table.key and column.type is Type.TEXT):
        return number(name)  # a program may have written it with a point and noughts
    return _BY_TYPE.get(column.type, as_it_is)(name)


def _coded(codes: CodeList, name: str) -> Take:
    if codes.name == "sex":
        return sex(name)
    if all(value.isupper() or value.isdigit() for value in codes.values):
        return code(name, {value.lower(): value for value in codes.values})
    return as_it_is(name)


_BY_TYPE: dict[Type, Callable[[str], Take]] = {
    Type.DATE: day,
    Type.INTEGER: number,
    Type.FLAG: yes_no,
    Type.CODES: listed_codes,
}


def _flattened(table: str, column: str) -> Take | None:
    """Take a column that the standard has inside a JSON column."""
    for whole in MORE.get(table, ()):
        prefix = whole.removesuffix("_json")
        if (
            whole == "addr_address_json"
            and column.startswith("addr_address_")
            and not column.endswith(("_type", "_date", "_postcode"))
        ):
            return _either(column, whole, column.removeprefix("addr_address_").upper())
        if whole.endswith("_json") and column.startswith(prefix + "_"):
            key = column.removeprefix(prefix + "_").upper()
            return _either(column, whole, key, key.removesuffix("_FLAG"), key + "_FLAG")
    return None


def _either(column: str, whole: str, *keys: str) -> Take:
    """Take a column, or where it is missing the key of a JSON column."""
    found = inside(whole, *keys)
    spelled = YES_NO if "flag" in column or column.endswith("_nfa") else None

    def spell(own, text):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        value = first_of(column, whole).spell(own, found.spell(text))
        return coded(value, spelled) if spelled else value

    return Take((column, whole), spell)


def contract_layout(table: Table) -> Layout:
    """Give the layout of files that follow a contract."""
    more = MORE.get(table.name, ())
    return Layout(
        format=FORMAT if table.name.startswith("feeds.ssd_") else CONTRACT,
        name=table.name.partition(".")[2],
        headings=(*table.column_names, *more),
        marks=table.key,
        aliases=OTHERWISE,
        makes=(Made(table=table.name, columns={column.name: _take(table, column) for column in table.columns}),),
    )


def _unkept(name: str, marks: tuple[str, ...]) -> Layout:
    return Layout(format=FORMAT, name=name, headings=marks, marks=marks, makes=(Made(table=f"feeds.{name}"),))


LAYOUTS = (
    *(contract_layout(table) for table in delivered_tables().values()),
    *(_unkept(name, marks) for name, marks in UNKEPT.items()),
)
