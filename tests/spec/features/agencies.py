"""What several agencies saw together, and what professionals and the programme itself recorded."""

import functools

from tests.spec.features.case import ago, case, rows_of

domestic = rows_of("feeds.police_incident", "mother", incident_type="DOMESTIC", role="VICTIM")
drugs = rows_of("feeds.police_incident", "uncle", incident_type="DRUGS", role="SUSPECT")
marac = rows_of("feeds.marac_case", "mother", role="VICTIM")
flag = rows_of("feeds.health_flag", "mother", kind="MENTAL_HEALTH")
drink = functools.partial(flag, kind="ALCOHOL")
debt = rows_of("feeds.debt_case", "mother")
benefit = rows_of("feeds.benefit_spell", "mother", benefit="UC")
contact = rows_of("feeds.ssd_contacts")
nomination = rows_of("feeds.professional_nomination")
case_of = rows_of("feeds.programme_case", case_ref="#P", stage="PLAN")
in_case = rows_of("feeds.programme_member", "mother", case_ref="#P")(60)
homeless = rows_of("feeds.homelessness_case", case_ref="#H", stage="RELIEF")
lead = rows_of("feeds.homelessness_person", "mother", case_ref="#H")(60)
knows = rows_of("feeds.service_involvement", "mother", known_on=ago(1), service="HOUSING", first_on=ago(40))

SPEC = {
    "agencies_13w": case(2, domestic(3), domestic(4), debt(12), flag(13)),
    "agencies_52w": case(3, domestic(3), debt(40), flag(51), contact(52)),
    "agencies_ever": case(2, contact(300), debt(1), debt(2)),
    "agencies_change": case(-1, contact(30), debt(30), debt(1)),
    "any_agency_weeks_since": case(5, contact(9), debt(5, 6)),
    "signs_of_conflict_13w": case(2, domestic(3), marac(12), domestic(13), drugs(1)),
    "signs_of_conflict_26w": case(1, domestic(25), marac(26)),
    "signs_of_conflict_52w": case(2, domestic(51), lead, homeless(50, reason="DOMESTIC_ABUSE")),
    "signs_of_conflict_ever": case(2, domestic(200), marac(300)),
    "signs_of_conflict_weeks_since": case(8, marac(8), domestic(20)),
    "signs_of_mind_13w": case(1, flag(12), flag(13), flag(3, who="teenager")),
    "signs_of_mind_26w": case(1, flag(25, kind="SELF_HARM"), flag(26)),
    "signs_of_mind_52w": case(1, flag(51), flag(52)),
    "signs_of_mind_ever": case(1, flag(300)),
    "signs_of_mind_weeks_since": case(9, flag(9), flag(90)),
    "signs_of_substance_13w": case(2, drink(12), drugs(5), drink(13)),
    "signs_of_substance_26w": case(1, drink(25), drugs(26)),
    "signs_of_substance_52w": case(1, drugs(51), drink(52)),
    "signs_of_substance_ever": case(2, drugs(300), drink(300)),
    "signs_of_substance_weeks_since": case(4, drugs(4), drink(5)),
    "signs_of_money_13w": case(2, debt(12), benefit(3), debt(13)),
    "signs_of_money_26w": case(1, debt(25), benefit(26)),
    "signs_of_money_52w": case(1, benefit(51), benefit(40, benefit="PIP"), debt(52)),
    "signs_of_money_ever": case(1, benefit(300)),
    "signs_of_money_weeks_since": case(11, debt(11)),
    "signs_of_housing_13w": case(1, lead, homeless(12)),
    "signs_of_housing_26w": case(0, lead, homeless(26)),
    "signs_of_housing_52w": case(1, lead, homeless(51)),
    "signs_of_housing_ever": case(1, lead, homeless(59)),
    "signs_of_housing_weeks_since": case(30, lead, homeless(30)),
    "concerns_13w": case(2, domestic(3), flag(12), debt(13)),
    "concerns_52w": case(3, domestic(3), flag(51), debt(40), drugs(52)),
    "conflict_and_mind_52w": case(1, domestic(3), flag(51)),
    "conflict_and_substance_52w": case(0, domestic(3), drink(52)),
    "conflict_and_money_52w": case(1, marac(3), debt(3)),
    "conflict_and_housing_52w": case(1, lead, homeless(3, reason="VIOLENCE")),
    "mind_and_substance_52w": case(1, flag(3), drink(4)),
    "mind_and_money_52w": case(1, flag(3), benefit(4)),
    "mind_and_housing_52w": case(1, lead, homeless(3), flag(4)),
    "substance_and_money_52w": case(1, drugs(3), debt(4)),
    "substance_and_housing_52w": case(0, lead, homeless(3), flag(4)),
    "money_and_housing_52w": case(1, lead, homeless(3), debt(4)),
    "concerns_with_infant_52w": case(2, domestic(3), flag(51)),
    "services_involved_now": case(1, knows(), knows(who="child"), knows(service="SCHOOL", last_on=ago(9))),
    "open_housing_matters_now": case(1, knows(eviction="open"), knows(service="SCHOOL", rent_arrears="closed")),
    "services_begun_52w": case(1, knows(), knows(service="SCHOOL", first_on=ago(52))),
    "nominations_52w": case(1, nomination(51, nomination_ref="#N"), nomination(51, who="mother", nomination_ref="#N")),
    "nominations_weeks_since": case(6, nomination(6)),
    "needs_nominated_52w": case(2, nomination(6, need="SF3.1"), nomination(7, need="SF5.1")),
    "programme_cases_now": case(1, in_case, case_of(40)),
    "programme_cases_weeks_open": case(40, in_case, case_of(40)),
    "programme_cases_begun_ever": case(1, in_case, case_of(300, closed_on=ago(200), stage="CLOSED")),
}
