"""What health services, adult social care and conferences on domestic abuse recorded."""

import functools

from tests.spec.features.case import case, rows_of

flag = rows_of("feeds.health_flag", "mother", kind="MENTAL_HEALTH")
drugs = functools.partial(flag, kind="DRUGS")
of_child = functools.partial(flag, who="child")
event = rows_of("feeds.adult_social_care_event", "uncle", event_type="Request")
client = rows_of("feeds.adult_social_care_client", "uncle", client_type="Service User")
marac = rows_of("feeds.marac_case", "mother", role="VICTIM")

SPEC = {
    "adults_mental_health_52w": case(1, flag(51), flag(9), flag(9, who="teenager"), flag(52, who="uncle")),
    "children_mental_health_52w": case(1, of_child(9), flag(9)),
    "self_harm_104w": case(1, flag(103, kind="SELF_HARM"), flag(9)),
    "substance_treatment_104w": case(2, drugs(103), drugs(9, who="uncle", kind="ALCOHOL"), drugs(104, who="teenager")),
    "mental_health_open_now": case(2, flag(9), of_child(9), flag(90, over=80, who="uncle")),
    "substance_open_now": case(1, drugs(9), drugs(90, over=80, who="uncle")),
    "adults_in_mental_health_care_now": case(1, flag(9), of_child(9)),
    "adults_in_substance_treatment_now": case(1, drugs(9), drugs(9, who="teenager")),
    "health_flags_26w": case(2, flag(25), drugs(9), flag(26)),
    "health_flags_52w": case(1, flag(51), drugs(52)),
    "health_flags_trend": case(0.3, flag(5)),
    "adult_mind_flags_weeks_since": case(8, flag(8), of_child(2)),
    "adult_mind_flags_26w": case(1, flag(25), of_child(2)),
    "adult_mind_flags_ever": case(1, flag(300, kind="SELF_HARM")),
    "adult_substance_flags_weeks_since": case(6, drugs(6), drugs(2, who="teenager")),
    "adult_substance_flags_26w": case(1, drugs(25), drugs(26, who="uncle")),
    "adult_substance_flags_ever": case(1, drugs(300)),
    "pregnancies_now": case(1, flag(9, kind="PREGNANCY"), flag(90, over=50, kind="PREGNANCY")),
    "long_term_illness_now": case(1, flag(9, kind="LONG_TERM"), flag(9)),
    "learning_disability_now": case(1, flag(9, kind="LEARNING_DISABILITY"), flag(9)),
    "missed_health_reviews_52w": case(
        1, of_child(9, kind="MISSED_REVIEW"), of_child(3, kind="MISSED_REVIEW"), of_child(9)
    ),
    "missed_immunisations_52w": case(1, of_child(9, kind="MISSED_IMMUNISATION"), of_child(9)),
    "behind_in_development_104w": case(1, of_child(103, kind="DEVELOPMENT"), of_child(9)),
    "adult_care_requests_52w": case(1, event(51), event(52), event(9, event_type="Service")),
    "adult_care_assessments_52w": case(1, event(51, event_type="Assessment"), event(9)),
    "adult_care_services_now": case(1, event(51, event_type="Service"), event(51, over=9, event_type="Service")),
    "unpaid_carers_now": case(1, client(client_type="Carer"), client(who="mother")),
    "adult_care_mental_health_now": case(1, client(primary_support_reason="MENTAL_HEALTH"), client(who="mother")),
    "adult_care_substance_now": case(1, client(primary_support_reason="SUBSTANCE"), client(who="mother")),
    "adult_care_learning_disability_now": case(
        1,
        client(primary_support_reason="LEARNING_DISABILITY"),
        client(who="mother", primary_support_reason="SUBSTANCE"),
    ),
    "marac_meetings_52w": case(1, marac(51, case_ref="#M"), marac(51, case_ref="#M", who="child"), marac(52)),
    "marac_meetings_104w": case(2, marac(103, case_ref="#M"), marac(50, case_ref="#M")),
    "marac_meetings_weeks_since": case(17, marac(17), marac(50)),
    "marac_repeats_104w": case(1, marac(9, is_repeat=True), marac(9, is_repeat=False)),
    "marac_victims_104w": case(1, marac(9), marac(50), marac(9, who="uncle", role="PERPETRATOR")),
    "marac_children_104w": case(2, marac(9, who="child"), marac(9, who="teenager"), marac(9)),
    "marac_highest_dash": case(17, marac(9, dash_score=14), marac(103, dash_score=17), marac(104, dash_score=24)),
    "marac_scored_104w": case(1, marac(9, dash_score=14), marac(9)),
}
