"""What police, probation and youth justice recorded."""

from tests.spec.features.case import ago, case, rows_of

incident = rows_of("feeds.police_incident", "mother", incident_type="THEFT", role="WITNESS")
domestic = rows_of("feeds.police_incident", "mother", incident_type="DOMESTIC", role="VICTIM")
behaviour = rows_of("feeds.police_asb", "teenager", intervention="ABC")
order = rows_of("feeds.probation_order", "uncle")
custody = rows_of("feeds.prison_custody", "uncle")
offence = rows_of("feeds.youth_justice_offence", "teenager", offence_kind="THEFT")

SPEC = {
    "police_incidents_13w": case(1, incident(12, 6), incident(13)),
    "police_incidents_52w": case(1, incident(51, 6), incident(52)),
    "police_incidents_104w": case(1, incident(103, 6), incident(104)),
    "police_incidents_ever": case(1, incident(400, incident_id="#1"), incident(400, who="child", incident_id="#1")),
    "police_incidents_trend": case((3 * 2 - 1) / 10, incident(1), incident(2), incident(30)),
    "police_incidents_weeks_since": case(4, incident(4, 6), incident(9)),
    "police_incidents_change": case(-1, incident(5), incident(14), incident(25, 6), incident(26)),
    "domestic_incidents_13w": case(1, domestic(12, 6), domestic(13), incident(1)),
    "domestic_incidents_26w": case(1, domestic(25, 6), domestic(26)),
    "domestic_incidents_52w": case(1, incident(51, domestic_flag=True), domestic(52)),
    "domestic_incidents_104w": case(1, domestic(103, 6), domestic(104)),
    "domestic_incidents_ever": case(2, domestic(300), domestic(301), incident(1)),
    "domestic_incidents_change": case(1, domestic(5), domestic(30), incident(20)),
    "domestic_incidents_trend": case(-0.3, domestic(40), incident(2)),
    "domestic_incidents_weeks_since": case(7, domestic(7), incident(2)),
    "adults_suspected_at_home_52w": case(
        1, domestic(3, who="uncle", role="SUSPECT"), domestic(3, who="teenager", role="SUSPECT"), domestic(4)
    ),
    "most_police_incidents_52w": case(2, incident(1), incident(2), incident(3, who="uncle"), incident(52)),
    "children_present_52w": case(1, domestic(3, who="child", role="CHILD_PRESENT"), domestic(2)),
    "children_victims_104w": case(1, incident(3, who="child", role="VICTIM"), incident(3, who="uncle", role="VICTIM")),
    "adults_suspected_52w": case(
        1, incident(51, who="uncle", role="SUSPECT"), incident(3, who="child", role="SUSPECT")
    ),
    "adults_suspected_104w": case(1, incident(103, who="uncle", role="PERPETRATOR"), incident(104, who="uncle")),
    "children_suspected_52w": case(1, incident(3, who="teenager", role="SUSPECT"), incident(3, who="teenager")),
    "violent_incidents_52w": case(
        2, incident(3, incident_type="VIOLENCE_INJURY"), incident(4, incident_type="WEAPON"), incident(5)
    ),
    "drug_incidents_52w": case(1, incident(3, incident_type="DRUGS"), incident(5)),
    "welfare_incidents_52w": case(1, incident(3, incident_type="CONCERN"), incident(5)),
    "antisocial_behaviour_52w": case(2, behaviour(51), behaviour(3, intervention="NONE"), behaviour(52)),
    "behaviour_interventions_104w": case(1, behaviour(103), behaviour(3, intervention="NONE")),
    "probation_orders_now": case(1, order(60), order(60, over=1)),
    "probation_orders_begun_104w": case(1, order(103, 6), order(104)),
    "orders_breached_104w": case(
        1, order(60, over=2, end_reason="BREACHED"), order(60, over=2, end_reason="COMPLETED")
    ),
    "in_prison_now": case(1, custody(60), custody(90, over=70)),
    "prison_begun_104w": case(1, custody(103, 6), custody(104)),
    "youth_offences_52w": case(1, offence(51, 6), offence(52)),
    "youth_offences_104w": case(1, offence(103, 6), offence(104)),
    "youth_offences_change": case(2, offence(1), offence(2), offence(3), offence(20)),
    "youth_offences_weeks_since": case(6, offence(6), offence(8)),
    "youth_offences_proven_104w": case(1, offence(3, proven=True), offence(3, proven=False), offence(3)),
    "youth_violent_offences_104w": case(1, offence(3, offence_kind="ROBBERY"), offence(3)),
    "youth_disposals_now": case(1, offence(9, disposal="YRO"), offence(9, disposal="YRO", disposal_end_date=ago(1))),
    "youth_diversions_52w": case(1, offence(9, disposal="DIVERSION"), offence(9, disposal="YRO")),
}
