"""By what one tells that an agency has recorded something about a family: one kind of row for each agency.

Registers that everybody is in (council tax, school rolls, general practice) say nothing by themselves, so that for those
an agency counts where it recorded trouble or work.
"""

from __future__ import annotations

from csps.features.kind import Kind
from csps.features.source import Source, Via

CONTACT = Source(
    table="feeds.ssd_contacts",
    reads=("cont_contact_source_code", "cont_contact_outcome_nfa_flag", "cont_contact_outcome_new_referral_flag"),
    thing=("cont_contact_id",),
)
ASC_EVENT = Source(table="feeds.adult_social_care_event", reads=("event_type", "service_type"), thing=("event_id",))
COUNCIL_TAX_BALANCE = Source(
    table="feeds.council_tax_arrears",
    reads=("balance_pence", "annual_charge_pence", "stage"),
    thing=("account_ref", "balance_date"),
    via=Via(table="feeds.council_tax_account", on=(("account_ref", "account_ref"),)),
)
DEBT = Source(table="feeds.debt_case", reads=("kind", "balance_pence", "stage"), thing=("debt_ref",))
MARAC = Source(table="feeds.marac_case", reads=("role", "dash_score", "is_repeat"), thing=("case_ref", "meeting_date"))
EXCLUSION = Source(table="feeds.school_exclusion", reads=("exclusion_type", "sessions"), thing=("exclusion_id",))
BENEFIT = Source(table="feeds.benefit_spell", reads=("benefit", "conditionality"), thing=("person_id", "benefit"))
HEALTH = Source(table="feeds.health_flag", reads=("kind", "sender"), thing=("person_id", "kind"))
HOMELESSNESS = Source(
    table="feeds.homelessness_case",
    reads=("stage", "reason", "ta_from_date", "ta_to_date", "ta_notice"),
    thing=("case_ref",),
    via=Via(table="feeds.homelessness_person", on=(("case_ref", "case_ref"),)),
)
RENT = Source(
    table="feeds.housing_rent_account",
    reads=("balance_pence", "weekly_rent_pence", "arrears_stage"),
    thing=("tenancy_ref", "balance_date"),
    via=Via(table="feeds.housing_tenancy_member", on=(("tenancy_ref", "tenancy_ref"),), current=True),
)
NEET = Source(table="feeds.neet_activity", reads=("activity_code", "intended_destination_yr11"), thing=("person_id",))
INCIDENT = Source(
    table="feeds.police_incident",
    reads=("incident_type", "role", "domestic_flag", "outcome"),
    thing=("incident_id",),
)
ORDER = Source(table="feeds.probation_order", reads=("order_type", "end_reason"), thing=("order_ref",))
OFFENCE = Source(
    table="feeds.youth_justice_offence", reads=("offence_kind", "proven", "disposal"), thing=("offence_id",)
)

NEET_CODES = ("NEET_SEEKING", "NEET_UNAVAILABLE")

SEEN = {
    "childrens_social_care": Kind(name="seen_by_childrens_social_care", source=CONTACT),
    "adult_social_care": Kind(name="seen_by_adult_social_care", source=ASC_EVENT),
    "council_tax": Kind(
        name="seen_by_council_tax", source=COUNCIL_TAX_BALANCE, where=lambda rows: rows.stage != "NONE"
    ),
    "debt": Kind(name="seen_by_debt", source=DEBT),
    "domestic_abuse": Kind(name="seen_by_domestic_abuse", source=MARAC),
    "education": Kind(name="seen_by_education", source=EXCLUSION),
    "employment": Kind(name="seen_by_employment", source=BENEFIT),
    "health": Kind(name="seen_by_health", source=HEALTH),
    "homelessness": Kind(name="seen_by_homelessness", source=HOMELESSNESS),
    "housing": Kind(name="seen_by_housing", source=RENT, where=lambda rows: rows.arrears_stage != "NONE"),
    "neet": Kind(name="seen_by_neet", source=NEET, where=lambda rows: rows.activity_code.isin(NEET_CODES)),
    "police": Kind(name="seen_by_police", source=INCIDENT),
    "probation": Kind(name="seen_by_probation", source=ORDER),
    "youth_justice": Kind(name="seen_by_youth_justice", source=OFFENCE),
}
"""Agency -> the rows by which it is told to have recorded something."""
