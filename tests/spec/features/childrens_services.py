"""What children's social care and early help recorded."""

from tests.spec.features.case import Case, ago, case, rows_of

contact = rows_of("feeds.ssd_contacts")
referral = rows_of("feeds.ssd_cin_episodes")
assessment = rows_of("feeds.ssd_cin_assessments")
enquiry = rows_of("feeds.ssd_s47_enquiry")
conference = rows_of("feeds.ssd_initial_cp_conference")
plan = rows_of("feeds.ssd_cp_plans")
need_plan = rows_of("feeds.ssd_cin_plans")
care = rows_of("feeds.ssd_cla_episodes", clae_cla_episode_start_reason="S")
early_help = rows_of("feeds.ssd_early_help_episodes")
missing = rows_of("feeds.ssd_missing", "teenager")
prepared = rows_of("feeds.ssd_pre_proceedings", known_on=ago(9))
factors = rows_of("feeds.ssd_assessment_factors")
SOURCE, NEED = "cont_contact_source_code", "cine_cin_primary_need_code"


def assessed(code: str, other: str = "20") -> Case:
    """An assessment authorised within two years found a factor; one authorised earlier, and one that is not, do not count."""
    rows = []
    for name, authorised, found in (
        ("#new", 103, code),
        ("#old", 104, code),
        ("#open", None, code),
        ("#else", 9, other),
    ):
        auth = None if authorised is None else ago(authorised)
        rows.append(assessment(120, cina_assessment_id=name, cina_assessment_auth_date=auth))
        rows.append(factors(cinf_assessment_id=name, cinf_assessment_factors_json=["20", found], known_on=ago(9)))
    return case(1, *rows)


SPEC = {
    "contacts_13w": case(1, contact(12, 6), contact(13)),
    "contacts_26w": case(1, contact(25, 6), contact(26)),
    "contacts_52w": case(1, contact(51, 6), contact(52)),
    "contacts_104w": case(1, contact(103, 6), contact(104)),
    "contacts_ever": case(2, contact(300), contact(1)),
    "contacts_trend": case((3 + 1 - 3) / 10, contact(1), contact(20), contact(45)),
    "contacts_weeks_since": case(3, contact(3), contact(9)),
    "contacts_change": case(1, contact(3), contact(4), contact(20)),
    "contacts_from_police_52w": case(1, contact(3, **{SOURCE: "6"}), contact(3, **{SOURCE: "2A"})),
    "contacts_from_schools_52w": case(2, contact(3, **{SOURCE: "2A"}), contact(3, **{SOURCE: "2B"}), contact(3)),
    "contacts_from_health_52w": case(1, contact(3, **{SOURCE: "3E"}), contact(3, **{SOURCE: "6"})),
    "contacts_without_action_52w": case(1, contact(3, cont_contact_outcome_nfa_flag=True), contact(3)),
    "contacts_that_became_referrals_52w": case(1, contact(3, cont_contact_outcome_new_referral_flag=True), contact(3)),
    "referrals_26w": case(1, referral(25, 6), referral(26)),
    "referrals_52w": case(1, referral(51, 6), referral(52)),
    "referrals_104w": case(1, referral(103, 6), referral(104)),
    "referrals_ever": case(2, referral(300), referral(1)),
    "referrals_weeks_since": case(12, referral(12), referral(50)),
    "abuse_referrals_104w": case(1, referral(9, **{NEED: "N1"}), referral(9, **{NEED: "N2"})),
    "acute_stress_referrals_104w": case(2, referral(9, **{NEED: "N4"}), referral(9, **{NEED: "N5"}), referral(9)),
    "children_referred_52w": case(1, referral(9), referral(20), referral(52, who="teenager")),
    "children_referred_ever": case(2, referral(9), referral(200, who="teenager"), referral(3)),
    "open_cases_now": case(1, referral(9), referral(9, over=1), referral(9, cine_referral_nfa=True)),
    "open_cases_weeks_open": case(30, referral(9), referral(30), referral(90, over=1)),
    "closed_cases_weeks_over": case(4, referral(90, over=4), referral(90, over=20), referral(1)),
    "closed_cases_52w": case(1, referral(51, over=4), referral(52, over=4), referral(9)),
    "closed_cases_ever": case(2, referral(90, over=4), referral(300, over=200), referral(9)),
    "assessments_52w": case(1, assessment(51), assessment(52)),
    "assessments_104w": case(1, assessment(103), assessment(104)),
    "assessed_parent_mental_health_104w": assessed("4B"),
    "assessed_child_mental_health_104w": assessed("4A"),
    "assessed_parent_substance_104w": assessed("2B"),
    "assessed_domestic_abuse_104w": assessed("3B"),
    "assessed_neglect_104w": assessed("16A", "17A"),
    "assessed_emotional_abuse_104w": assessed("17A", "16A"),
    "assessed_abuse_or_neglect_104w": assessed("18C"),
    "assessed_learning_or_illness_104w": assessed("5B"),
    "assessed_harm_outside_home_104w": assessed("13A"),
    "open_assessments_now": case(1, assessment(3), assessment(9, over=2)),
    "assessments_that_led_on_104w": case(
        1,
        assessment(9, cina_assessment_outcome_nfa=False),
        assessment(9, cina_assessment_outcome_nfa=True),
        assessment(9),
    ),
    "s47_enquiries_52w": case(1, enquiry(51), enquiry(52)),
    "s47_enquiries_104w": case(1, enquiry(103), enquiry(104)),
    "s47_enquiries_ever": case(1, enquiry(300)),
    "open_enquiries_now": case(1, enquiry(2), enquiry(9, over=5)),
    "s47_enquiries_weeks_since": case(5, enquiry(5), enquiry(50)),
    "s47_substantiated_104w": case(
        1, enquiry(9, s47e_s47_outcome_code="SUBSTANTIATED_ICPC"), enquiry(9, s47e_s47_outcome_code="NOT_SUBSTANTIATED")
    ),
    "conferences_104w": case(1, conference(103), conference(104)),
    "protection_plans_156w": case(1, plan(155, over=100), plan(156, over=100)),
    "protection_plans_ever": case(2, plan(300, over=200), plan(9)),
    "children_under_plan_ever": case(1, plan(300, over=200), plan(9)),
    "ended_plans_weeks_over": case(20, plan(90, over=20), plan(9, who="teenager")),
    "ended_plans_ever": case(1, plan(90, over=20), plan(9, who="teenager")),
    "open_protection_plans_now": case(1, plan(90, over=20), plan(9)),
    "open_protection_plans_weeks_open": case(9, plan(90, over=20), plan(9)),
    "pre_proceedings_104w": case(1, prepared(prep_start_date=ago(103)), prepared(prep_start_date=ago(104))),
    "open_need_plans_now": case(1, need_plan(9), need_plan(9, over=0)),
    "looked_after_now": case(
        1, care(9, clae_cla_id="#C"), care(5, clae_cla_id="#C"), care(90, over=30, clae_cla_id="#D")
    ),
    "care_starts_156w": case(
        1,
        care(155, clae_cla_id="#C"),
        care(9, clae_cla_id="#D", clae_cla_episode_start_reason="P"),
        care(156, clae_cla_id="#E"),
    ),
    "care_starts_ever": case(1, care(300, clae_cla_id="#C")),
    "open_early_help_now": case(1, early_help(9), early_help(9, over=1)),
    "open_early_help_weeks_open": case(9, early_help(9), early_help(3)),
    "ended_early_help_weeks_over": case(1, early_help(9, over=1), early_help(3)),
    "ended_early_help_ever": case(1, early_help(9, over=1), early_help(3)),
    "early_help_episodes_104w": case(1, early_help(103), early_help(104)),
    "early_help_stepped_up_104w": case(
        1, early_help(9, over=1, earl_episode_end_reason="STEP_UP"), early_help(9, over=1)
    ),
    "early_help_not_taken_up_104w": case(1, early_help(9, over=1, earl_episode_end_reason="DISENGAGED"), early_help(9)),
    "missing_episodes_13w": case(1, missing(12, 6), missing(13)),
    "missing_episodes_52w": case(1, missing(51, 6), missing(52)),
}
