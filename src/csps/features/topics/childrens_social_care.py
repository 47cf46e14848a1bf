"""Contacts, referrals, assessments, enquiries, plans, care, early help and missing episodes of the family's children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.code_lists.childrens_services import SUBSTANTIATED
from csps.contracts.feature import Expected
from csps.features.declaration import (
    HALF,
    QUARTER,
    THREE_YEARS,
    TWO_YEARS,
    YEAR,
    Declared,
    Noun,
    change,
    counts,
    longest,
    now,
    since_end,
    trend,
    weeks_since,
)
from csps.features.kind import WHOLE_PAST, Kind
from csps.features.source import Source, Via
from csps.features.topics.agencies import CONTACT

if TYPE_CHECKING:
    import ibis

TOPIC = "childrens_social_care"
REFERRAL = Source(
    table="feeds.ssd_cin_episodes",
    reads=("cine_cin_primary_need_code", "cine_referral_nfa"),
    thing=("person_id", "cine_referral_id"),
)
ASSESSMENT = Source(
    table="feeds.ssd_cin_assessments", reads=("cina_assessment_outcome_nfa",), thing=("cina_assessment_id",)
)
FACTOR = Source(
    table="feeds.ssd_assessment_factors",
    reads=("cinf_assessment_factors_json", "cinf_assessment_id"),
    thing=("cinf_assessment_id",),
    via=Via(
        table="feeds.ssd_cin_assessments",
        on=(("cinf_assessment_id", "cina_assessment_id"),),
        reads=("cina_assessment_auth_date",),
    ),
    day="cina_assessment_auth_date",
)
ENQUIRY = Source(table="feeds.ssd_s47_enquiry", reads=("s47e_s47_outcome_code",), thing=("s47e_s47_enquiry_id",))
CONFERENCE = Source(
    table="feeds.ssd_initial_cp_conference", reads=("icpc_icpc_outcome_cp_flag",), thing=("icpc_icpc_id",)
)
NEED_PLAN = Source(table="feeds.ssd_cin_plans", thing=("cinp_cin_plan_id",))
PROTECTION_PLAN = Source(
    table="feeds.ssd_cp_plans", reads=("cppl_cp_plan_latest_category",), thing=("cppl_cp_plan_id",)
)
CARE = Source(
    table="feeds.ssd_cla_episodes", reads=("clae_cla_episode_start_reason",), thing=("person_id", "clae_cla_id")
)
EARLY_HELP = Source(
    table="feeds.ssd_early_help_episodes",
    reads=("earl_episode_reason", "earl_episode_end_reason"),
    thing=("earl_episode_id",),
)
PROCEEDINGS = Source(table="feeds.ssd_pre_proceedings", thing=("prep_table_id",), day="prep_start_date")
MISSING = Source(table="feeds.ssd_missing", thing=("miss_table_id",))

_contacts = Kind(name="contacts", source=CONTACT)
_referrals = Kind(name="referrals", source=REFERRAL)
_enquiries = Kind(name="s47_enquiries", source=ENQUIRY)
_missing = Kind(name="missing_episodes", source=MISSING)
_early_help = Kind(name="early_help_episodes", source=EARLY_HELP)
_plans = Kind(name="protection_plans", source=PROTECTION_PLAN)
_open_cases = Kind(
    name="open_cases",
    source=REFERRAL,
    where=lambda rows: rows.is_open & ~rows.cine_referral_nfa.fill_null(False),
    amount=lambda rows: rows.days_ago,
)
_open_plans = Kind(
    name="open_protection_plans",
    source=PROTECTION_PLAN,
    where=lambda rows: rows.is_open,
    amount=lambda rows: rows.days_ago,
)
_closed_cases = Kind(
    name="closed_cases", source=REFERRAL, where=lambda rows: ~rows.is_open, amount=lambda rows: rows.ended_days_ago
)
_ended_plans = Kind(
    name="ended_plans",
    source=PROTECTION_PLAN,
    where=lambda rows: ~rows.is_open,
    amount=lambda rows: rows.ended_days_ago,
)
_ended_help = Kind(
    name="ended_early_help",
    source=EARLY_HELP,
    where=lambda rows: ~rows.is_open,
    amount=lambda rows: rows.ended_days_ago,
)
_open_need_plans = Kind(name="open_need_plans", source=NEED_PLAN, where=lambda rows: rows.is_open)
_open_help = Kind(
    name="open_early_help",
    source=EARLY_HELP,
    where=lambda rows: rows.is_open,
    amount=lambda rows: rows.days_ago,
)


def _contacts_from(who: str, words: str, *codes: str) -> tuple[Declared, ...]:
    kind = Kind(
        name=f"contacts_from_{who}", source=CONTACT, where=lambda rows: rows.cont_contact_source_code.isin(codes)
    )
    return counts(TOPIC, kind, Noun(f"contact from {words}", f"contacts from {words}"), YEAR)


def _factor(name: str, words: str, *codes: str) -> tuple[Declared, ...]:
    """Count assessments that found one of these factors."""

    def found(rows: ibis.Table) -> ibis.Value:
        factors = rows.cinf_assessment_factors_json
        condition = factors.contains(codes[0])
        for code in codes[1:]:
            condition = condition | factors.contains(code)
        return condition

    kind = Kind(name=f"assessed_{name}", source=FACTOR, where=found)
    return counts(TOPIC, kind, Noun(f"assessment that found {words}", f"assessments that found {words}"), TWO_YEARS)


FEATURES = (
    *counts(
        TOPIC,
        _contacts,
        Noun("contact with children's social care", "contacts with children's social care"),
        QUARTER,
        HALF,
        YEAR,
        TWO_YEARS,
        WHOLE_PAST,
    ),
    trend(TOPIC, _contacts, Noun("contact with children's social care", "contacts with children's social care")),
    weeks_since(TOPIC, _contacts, Noun("contact with children's social care"), told_by="contacts_ever"),
    change(TOPIC, _contacts, Noun("contact with children's social care", "contacts with children's social care")),
    *_contacts_from("police", "the police", "6"),
    *_contacts_from("schools", "schools", "2A", "2B"),
    *_contacts_from("health", "health services", "3A", "3B", "3C", "3D", "3E", "3F"),
    *counts(
        TOPIC,
        Kind(
            name="contacts_without_action",
            source=CONTACT,
            where=lambda rows: rows.cont_contact_outcome_nfa_flag.fill_null(False),
        ),
        Noun("contact that led to no action", "contacts that led to no action"),
        YEAR,
    ),
    *counts(
        TOPIC,
        _referrals,
        Noun("referral to children's social care", "referrals to children's social care"),
        HALF,
        YEAR,
        TWO_YEARS,
        WHOLE_PAST,
    ),
    weeks_since(TOPIC, _referrals, Noun("referral to children's social care"), told_by="referrals_ever"),
    *counts(
        TOPIC,
        Kind(name="abuse_referrals", source=REFERRAL, where=lambda rows: rows.cine_cin_primary_need_code == "N1"),
        Noun("referral for abuse or neglect", "referrals for abuse or neglect"),
        TWO_YEARS,
    ),
    now(TOPIC, _open_cases, Noun("open case in children's social care", "open cases in children's social care")),
    longest(TOPIC, _open_cases, "an open case in children's social care"),
    since_end(TOPIC, _closed_cases, "case in children's social care", told_by="closed_cases_ever"),
    *counts(TOPIC, _closed_cases, Noun("closed case"), YEAR, WHOLE_PAST),
    *counts(
        TOPIC,
        Kind(
            name="contacts_that_became_referrals",
            source=CONTACT,
            where=lambda rows: rows.cont_contact_outcome_new_referral_flag.fill_null(False),
        ),
        Noun("contact that became a referral", "contacts that became referrals"),
        YEAR,
    ),
    *counts(
        TOPIC,
        Kind(
            name="acute_stress_referrals",
            source=REFERRAL,
            where=lambda rows: rows.cine_cin_primary_need_code.isin(("N4", "N5")),
        ),
        Noun("referral for stress or dysfunction in the family", "referrals for stress or dysfunction in the family"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(name="children_referred", source=REFERRAL, each=("person_id",)),
        Noun("child who was referred", "children who were referred"),
        YEAR,
        WHOLE_PAST,
    ),
    *counts(
        TOPIC,
        Kind(name="assessments", source=ASSESSMENT),
        Noun("assessment by a social worker", "assessments by a social worker"),
        YEAR,
        TWO_YEARS,
    ),
    *_factor("parent_mental_health", "a parent's poor mental health", "4B", "4C"),
    *_factor("child_mental_health", "a child's poor mental health", "4A", "15A"),
    *_factor("parent_substance", "a parent's drinking or drug use", "1B", "1C", "2B", "2C"),
    *_factor("domestic_abuse", "domestic abuse", "3A", "3B", "3C"),
    *_factor("neglect", "neglect", "16A"),
    *_factor("emotional_abuse", "emotional abuse", "17A"),
    *_factor("abuse_or_neglect", "abuse or neglect", "16A", "17A", "18C", "19C"),
    *_factor("learning_or_illness", "a learning disability or illness", "5A", "5B", "5C", "6A", "6B", "6C"),
    *_factor("harm_outside_home", "harm outside the home", "10A", "11A", "12A", "13A", "24A"),
    *counts(
        TOPIC, _enquiries, Noun("child protection enquiry", "child protection enquiries"), YEAR, TWO_YEARS, WHOLE_PAST
    ),
    now(
        TOPIC,
        Kind(name="open_enquiries", source=ENQUIRY, where=lambda rows: rows.is_open),
        Noun("child protection enquiry under way", "child protection enquiries under way"),
    ),
    now(
        TOPIC,
        Kind(name="open_assessments", source=ASSESSMENT, where=lambda rows: rows.is_open),
        Noun("assessment under way", "assessments under way"),
    ),
    *counts(
        TOPIC,
        Kind(
            name="assessments_that_led_on",
            source=ASSESSMENT,
            where=lambda rows: rows.cina_assessment_outcome_nfa == False,  # noqa: E712 - an Ibis condition
        ),
        Noun("assessment that led to something", "assessments that led to something"),
        TWO_YEARS,
    ),
    weeks_since(TOPIC, _enquiries, Noun("child protection enquiry"), told_by="s47_enquiries_ever"),
    *counts(
        TOPIC,
        Kind(
            name="s47_substantiated",
            source=ENQUIRY,
            where=lambda rows: rows.s47e_s47_outcome_code.isin(SUBSTANTIATED),
        ),
        Noun("child protection enquiry that was substantiated", "child protection enquiries that were substantiated"),
        TWO_YEARS,
    ),
    *counts(TOPIC, Kind(name="conferences", source=CONFERENCE), Noun("initial child protection conference"), TWO_YEARS),
    *counts(
        TOPIC, _plans, Noun("child protection plan begun", "child protection plans begun"), THREE_YEARS, WHOLE_PAST
    ),
    *counts(
        TOPIC,
        Kind(name="children_under_plan", source=PROTECTION_PLAN, each=("person_id",)),
        Noun("child who has been under a protection plan", "children who have been under a protection plan"),
        WHOLE_PAST,
    ),
    since_end(TOPIC, _ended_plans, "child protection plan", told_by="ended_plans_ever"),
    *counts(TOPIC, _ended_plans, Noun("child protection plan ended", "child protection plans ended"), WHOLE_PAST),
    now(TOPIC, _open_plans, Noun("child protection plan")),
    longest(TOPIC, _open_plans, "a child protection plan"),
    *counts(
        TOPIC,
        Kind(name="pre_proceedings", source=PROCEEDINGS),
        Noun("time that going to court was prepared", "times that going to court was prepared"),
        TWO_YEARS,
    ),
    now(TOPIC, _open_need_plans, Noun("child in need plan")),
    now(
        TOPIC,
        Kind(name="looked_after", source=CARE, where=lambda rows: rows.is_open),
        Noun("looked-after child", "looked-after children"),
    ),
    *counts(
        TOPIC,
        Kind(name="care_starts", source=CARE, where=lambda rows: rows.clae_cla_episode_start_reason == "S"),
        Noun("start of being looked after", "starts of being looked after"),
        THREE_YEARS,
        WHOLE_PAST,
    ),
    now(
        TOPIC,
        _open_help,
        Noun("early help episode under way", "early help episodes under way"),
        expected=Expected.EITHER,
    ),
    longest(TOPIC, _open_help, "early help"),
    since_end(TOPIC, _ended_help, "early help episode", told_by="ended_early_help_ever"),
    *counts(TOPIC, _ended_help, Noun("early help episode ended", "early help episodes ended"), WHOLE_PAST),
    *counts(TOPIC, _early_help, Noun("early help episode"), TWO_YEARS, expected=Expected.EITHER),
    *counts(
        TOPIC,
        Kind(
            name="early_help_stepped_up",
            source=EARLY_HELP,
            where=lambda rows: rows.earl_episode_end_reason == "STEP_UP",
        ),
        Noun("early help episode that was stepped up", "early help episodes that were stepped up"),
        TWO_YEARS,
    ),
    *counts(
        TOPIC,
        Kind(
            name="early_help_not_taken_up",
            source=EARLY_HELP,
            where=lambda rows: rows.earl_episode_end_reason == "DISENGAGED",
        ),
        Noun("early help episode that the family left", "early help episodes that the family left"),
        TWO_YEARS,
    ),
    *counts(TOPIC, _missing, Noun("time a child was missing", "times a child was missing"), QUARTER, YEAR),
)
